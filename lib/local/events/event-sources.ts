import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FunctionDefinition } from '../functions/function-definition.ts';
import { queueUrl } from '../queue-url.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';

/** An event source mapping: the queue that feeds a function, and how. */
export interface EventSource extends PolledQueue {
  readonly logicalId: string;
  readonly function: FunctionDefinition;
}

/** A queue that is polled, and how. */
export interface PolledQueue {
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly maximumConcurrency: number;
  /** The function names the messages it failed on; otherwise its batch succeeds or fails as a whole. */
  readonly reportsFailures: boolean;
}

interface MappingProperties {
  readonly BatchSize?: number;
  readonly Enabled?: boolean;
  readonly EventSourceArn: string;
  readonly FilterCriteria?: unknown;
  readonly FunctionName: string;
  readonly FunctionResponseTypes?: readonly string[];
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
}

// Lambda's defaults for a standard queue.
const defaults = { batchSize: 10, windowSeconds: 0, concurrency: 5 };

export function templateEventSources(
  resolver: Resolver,
  functions: readonly FunctionDefinition[],
  sqsEndpoint: string,
): EventSource[] {
  return resourcesOfType(resolver.template, 'AWS::Lambda::EventSourceMapping')
    .map(([logicalId, { Properties }]) => ({
      logicalId,
      mapping: resolver.value(Properties) as MappingProperties,
    }))
    .filter(({ mapping }) => mapping.Enabled !== false)
    .map(({ logicalId, mapping }) => {
      const { FunctionName, EventSourceArn } = mapping;
      const fed = functions.find(({ name, arn }) => FunctionName === name || FunctionName === arn);
      if (fed === undefined)
        throw new TemplateError(`${logicalId} feeds ${FunctionName}, which is no function`);
      if (!EventSourceArn.includes(':sqs:')) throw new TemplateError(`${logicalId} does not read a queue`);
      if (mapping.FilterCriteria) throw new TemplateError(`${logicalId} filters messages`);
      return {
        logicalId,
        function: fed,
        queueArn: EventSourceArn,
        queueUrl: queueUrl(sqsEndpoint, EventSourceArn.slice(EventSourceArn.lastIndexOf(':') + 1)),
        batchSize: mapping.BatchSize ?? defaults.batchSize,
        windowSeconds: mapping.MaximumBatchingWindowInSeconds ?? defaults.windowSeconds,
        maximumConcurrency: mapping.ScalingConfig?.MaximumConcurrency ?? defaults.concurrency,
        reportsFailures: mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
      };
    });
}

/**
 * Refuses what Lambda refuses when a mapping is created: messages that come back while they are worked on.
 * @throws {TemplateError} where the queue's visibility timeout is below the function's timeout
 */
export async function checkVisibility(source: EventSource, sqs: SQSClient): Promise<void> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: source.queueUrl, AttributeNames: ['VisibilityTimeout'] }),
  );
  const visibility = Number(Attributes?.VisibilityTimeout);
  const { timeoutSeconds } = source.function;
  if (visibility < timeoutSeconds) {
    throw new TemplateError(
      `${source.logicalId}: the queue's visibility timeout (${visibility} s) is below the function's (${timeoutSeconds} s)`,
    );
  }
}
