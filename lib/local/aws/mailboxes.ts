import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localAwsAccount } from '../account.ts';
import { type Poller, startPoller } from '../events/poller.ts';
import { queueUrl } from '../queue-url.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType } from '../template/template.ts';
import { administrator } from './authorizer.ts';

/** What SNS would write to people. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

/**
 * Reads the mail of the template's topics: one machine writes to nobody, but shows what would be written. Each topic
 * that people are subscribed to gets a queue of the local run's own beside them.
 */
export async function openMailboxes(
  resolver: Resolver,
  endpoint: string,
  onMail: (mail: Mail) => void,
  onFailure: (error: unknown) => void,
): Promise<readonly Poller[]> {
  const client = { endpoint, region: localAwsAccount.region, credentials: administrator };
  const [sns, sqs] = [new SNSClient(client), new SQSClient(client)];
  return Promise.all(
    [...readers(resolver)].map(async ([TopicArn, to], place) => {
      const QueueName = `local-mailbox-${place}`;
      const Endpoint = `arn:aws:sqs:${localAwsAccount.region}:${localAwsAccount.accountId}:${QueueName}`;
      await sqs.send(new CreateQueueCommand({ QueueName }));
      await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint }));
      const mailbox = {
        queueUrl: queueUrl(endpoint, QueueName),
        queueArn: Endpoint,
        batchSize: 1,
        windowSeconds: 0,
        maximumConcurrency: 1,
        reportsFailures: false,
      };
      return startPoller(mailbox, {
        sqs,
        onFailure,
        invoke: async (event) => {
          const { Records }: { Records: readonly { body: string }[] } = Object(event);
          for (const { body } of Records) {
            const { Subject = '', Message = '' } = JSON.parse(body);
            onMail({ to, subject: Subject, text: Message });
          }
        },
      });
    }),
  );
}

/** The addresses subscribed to each topic. */
function readers(resolver: Resolver): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const [logicalId, { Properties = {} }] of resourcesOfType(
    resolver.template,
    'AWS::SNS::Subscription',
  )) {
    if (Properties.Protocol !== 'email') continue;
    const topic = resolver.text(Properties.TopicArn, `the topic of ${logicalId}`);
    const address = resolver.text(Properties.Endpoint, `the endpoint of ${logicalId}`);
    all.set(topic, [...(all.get(topic) ?? []), address]);
  }
  return all;
}
