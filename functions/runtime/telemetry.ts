import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';
import { takeMetrics } from './embedded-metrics.ts';

/** One JSON object a line: what happened, and whatever was counted since the last line. No time: CloudWatch has it. */
class OneLine extends LogFormatter {
  override formatAttributes({ logLevel, message }: UnformattedAttributes, others: LogAttributes): LogItem {
    const attributes = { level: logLevel, message, ...others, ...takeMetrics() };
    return new LogItem({ attributes });
  }
}

/** What a function tells its operator: structured lines on standard output, metrics in them. */
export const logger = new Logger({ logFormatter: new OneLine() });

/** From here on every line says which invocation it is of: Lambda's own lines, such as REPORT, name the same. */
export function startInvocation({ awsRequestId }: Pick<Context, 'awsRequestId'>): void {
  logger.appendKeys({ lambdaId: awsRequestId });
}

/** What was thrown, as the logger wants it: JavaScript throws anything. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The class of an error: its message may quote what was pushed. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

// SNS has a word of its own for it.
const deniedError = /AccessDenied|AuthorizationError/;

/** Whether AWS denied a call: a permission is missing, and the error's message names action and resource. */
export function isDenied(error: unknown): boolean {
  return deniedError.test(errorName(error));
}
