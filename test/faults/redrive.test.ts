import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import type { EventName } from '../../functions/model/event-types.ts';
import { Random } from '../support/random.ts';
import { pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';

const event: EventName = 'user_scan_product';
/** How often the template lets a message be received before it is dead, and once more to notice. */
const receives = 11;

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  test('a DLQ’s redrive after success counts nothing again', async () => {
    const { holdings } = cloud();
    const deliveries = await pushAll(cloud(), storm(2, new Random(4)));
    const sent = await holdings.messages(holdings.queueUrl(event));
    const answerIsLost = () => true;
    for (let round = 0; round < receives; round++) await cloud().feedOf(event).round(answerIsLost);
    expect(await holdings.messages(holdings.deadLettersUrl(event))).toBe(sent);

    await redrive(sent);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  async function redrive(messages: number): Promise<void> {
    const { holdings } = cloud();
    const { sqs } = holdings;
    const QueueUrl = holdings.deadLettersUrl(event);
    for (let moved = 0; moved < messages; moved++) {
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      await sqs.send(
        new SendMessageCommand({ QueueUrl: holdings.queueUrl(event), MessageBody: message?.Body }),
      );
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    }
  }
});
