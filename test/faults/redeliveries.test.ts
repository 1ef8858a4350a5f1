import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import type { EventName } from '../../functions/model/event-types.ts';
import { Random } from '../support/random.ts';
import { push, pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import { cutBefore } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { drain } from './suffer.ts';

const seed = 4;
const times = 5;

const opened: EventName = 'user_scan_product';
/** How often the template lets a message be received before it is dead, and once more to notice. */
const receives = 11;

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  /** Messages on all queues, in flight or not. */
  async function messages(): Promise<number> {
    const { holdings } = cloud();
    const counts = await Promise.all(cloud().feeds.map(({ queueUrl }) => holdings.messages(queueUrl)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  test('a retry of what was acknowledged puts nothing more on a queue', async () => {
    const deliveries = await pushAll(cloud(), storm(1, new Random(seed)));
    const again = await pushAll(
      cloud(),
      deliveries.map(({ event }) => event),
    );
    expect(await messages()).toBe(deliveries.length);
    await settle(cloud());
    expect(await violations(cloud(), [...deliveries, ...again])).toEqual([]);
  });

  test('the same push, several times at once, puts one message on its queue', async () => {
    const [event] = storm(1, new Random(seed));
    if (event === undefined) throw new Error('a calm storm');
    const deliveries = await Promise.all(Array.from({ length: times }, () => push(cloud(), event, 0)));
    expect(deliveries.map(({ attempts }) => attempts[0]?.acknowledged)).not.toContain(false);
    expect(await messages()).toBe(1);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test('two runs of the outbox drain at once send each row once', async () => {
    cloud().faults.suffer([{ match: { service: 'sqs' }, fault: cutBefore }]);
    const deliveries = await pushAll(cloud(), storm(2, new Random(seed)));
    expect(await messages()).toBe(0);
    cloud().faults.suffer([]);
    await Promise.all([drain(cloud()), drain(cloud())]);
    expect(await messages()).toBe(deliveries.length);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test('a DLQ’s redrive after success counts nothing again', async () => {
    const { holdings } = cloud();
    const deliveries = await pushAll(cloud(), storm(2, new Random(seed)));
    const sent = await holdings.messages(holdings.queueUrl(opened));
    const answerIsLost = () => true;
    for (let round = 0; round < receives; round++) await cloud().feedOf(opened).round(answerIsLost);
    expect(await holdings.messages(holdings.deadLettersUrl(opened))).toBe(sent);

    await redrive(sent);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  async function redrive(messages: number): Promise<void> {
    const { holdings } = cloud();
    const { sqs } = holdings;
    const QueueUrl = holdings.deadLettersUrl(opened);
    for (let moved = 0; moved < messages; moved++) {
      const { Messages: [message] = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      await sqs.send(
        new SendMessageCommand({ QueueUrl: holdings.queueUrl(opened), MessageBody: message?.Body }),
      );
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle }));
    }
  }
});
