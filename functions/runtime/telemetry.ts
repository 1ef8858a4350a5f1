import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricsNamespace, type receiverMetrics } from '../model/metric-names.ts';

type ReceiverMetric = (typeof receiverMetrics)[keyof typeof receiverMetrics];

/** What a function tells its operator: structured lines and metrics, both on standard output. */
export const logger = new Logger();

const metrics = new Metrics({ namespace: metricsNamespace });

/** Adds to a metric; a value of 0 says that it was looked at, and was not so. */
export function count(name: ReceiverMetric, value: 0 | 1 = 1): void {
  metrics.singleMetric().addMetric(name, MetricUnit.Count, value);
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
