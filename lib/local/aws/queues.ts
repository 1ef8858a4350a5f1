import { CreateQueueCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';
import { attributeText } from './attribute-text.ts';

const queueAttributes = [
  'DelaySeconds',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'VisibilityTimeout',
] as const;

/** Creates the template's queues. Encryption and queue policies are AWS's: here is one machine. */
export async function createQueues(sqs: SQSClient, resolver: Resolver): Promise<void> {
  const queues = resourcesOfType(resolver.template, 'AWS::SQS::Queue');
  await Promise.all(
    queues.map(([logicalId, { Properties = {} }]) => {
      if (Properties.FifoQueue) throw new TemplateError(`${logicalId} is a FIFO queue`);
      const attributes = queueAttributes
        .filter((name) => name in Properties)
        .map((name) => [name, attributeText(resolver.value(Properties[name]))]);
      const QueueName = resolver.identity(logicalId).attributes.QueueName;
      return sqs.send(new CreateQueueCommand({ QueueName, Attributes: Object.fromEntries(attributes) }));
    }),
  );
}
