import { describe, expect, test } from 'vitest';
import { cases } from '../support/length.ts';
import { Random } from '../support/random.ts';
import { pushAll } from './delivery.ts';
import { deployments } from './deployments.ts';
import { answerLost, cutBefore, type Fault, flapping, type Rule } from './fault.ts';
import { violations } from './invariants.ts';
import { settle } from './settle.ts';
import { sharedCloud } from './shared-cloud.ts';
import { storm } from './storm.ts';
import { suffer } from './suffer.ts';

interface Outage extends Rule {
  readonly name: string;
}

interface CallbackOutage extends Outage {
  /** Which pushes are acknowledged at the first attempt. @default some */
  readonly acknowledged?: 'all' | 'none';
}

const seed = 4;
const slow: Fault = { kind: 'delay', milliseconds: 3000 };
const throughput: Fault = { kind: 'refuse', reason: 'throughput' };
const requestLimit: Fault = { kind: 'refuse', reason: 'requestLimit' };
const unavailable: Fault = { kind: 'refuse', reason: 'unavailable' };
const denied: Fault = { kind: 'refuse', reason: 'denied' };

const dynamodb = { service: 'dynamodb' } as const;
const sqs = { service: 'sqs' } as const;
const both = { service: ['dynamodb', 'sqs'] } as const;
// The three steps of the callback that change something.
const put = { caller: 'callback', operation: 'PutItem' } as const;
const send = { caller: 'callback', operation: 'SendMessage' } as const;
const confirm = { caller: 'callback', operation: 'UpdateItem' } as const;
const outages = cases<CallbackOutage>(
  [
    { name: 'DynamoDB down', match: dynamodb, fault: cutBefore, acknowledged: 'all' },
    { name: 'SQS down', match: sqs, fault: cutBefore, acknowledged: 'all' },
    { name: 'DynamoDB and SQS down', match: both, fault: cutBefore, acknowledged: 'none' },
    { name: 'DynamoDB and SQS slow', match: both, fault: slow, acknowledged: 'none' },
    {
      name: 'DynamoDB flapping',
      match: dynamodb,
      strikes: flapping(3),
      fault: cutBefore,
      acknowledged: 'all',
    },
    { name: 'SQS flapping', match: sqs, strikes: flapping(3), fault: cutBefore, acknowledged: 'all' },
    {
      name: 'DynamoDB’s throughput exceeded',
      match: dynamodb,
      strikes: flapping(5),
      fault: throughput,
      acknowledged: 'all',
    },
    { name: 'DynamoDB and SQS denied', match: both, fault: denied, acknowledged: 'none' },
    { name: 'Put succeeded and answer lost', match: put, fault: answerLost, acknowledged: 'all' },
    { name: 'Send succeeded and answer lost', match: send, fault: answerLost, acknowledged: 'all' },
    { name: 'confirm succeeded and answer lost', match: confirm, fault: answerLost, acknowledged: 'all' },
    { name: 'every answer of DynamoDB lost', match: dynamodb, fault: answerLost, acknowledged: 'all' },
  ],
  // What differs from these by the error AWS gives, or by which of two stores fails in the same way.
  [
    { name: 'DynamoDB slow', match: dynamodb, fault: slow, acknowledged: 'all' },
    { name: 'SQS slow', match: sqs, fault: slow, acknowledged: 'all' },
    { name: 'DynamoDB and SQS flapping', match: both, strikes: flapping(4), fault: cutBefore },
    {
      name: 'DynamoDB’s request limit exceeded',
      match: dynamodb,
      strikes: flapping(5),
      fault: requestLimit,
      acknowledged: 'all',
    },
    { name: 'SQS unavailable', match: sqs, strikes: flapping(5), fault: unavailable, acknowledged: 'all' },
    { name: 'DynamoDB denied', match: dynamodb, fault: denied, acknowledged: 'all' },
    { name: 'SQS denied', match: sqs, fault: denied, acknowledged: 'all' },
    { name: 'every answer of DynamoDB and SQS lost', match: both, fault: answerLost, acknowledged: 'none' },
  ],
);

const facts = { operation: ['PutItem', 'UpdateItem'] } as const;
const transaction = { operation: 'TransactWriteItems' } as const;

const workerOutages = cases<Outage>(
  [
    { name: 'DynamoDB flapping', match: dynamodb, strikes: flapping(3), fault: cutBefore },
    { name: 'facts written and answers lost', match: facts, fault: answerLost },
    { name: 'transaction made and answer lost', match: transaction, fault: answerLost },
  ],
  [
    { name: 'DynamoDB down', match: dynamodb, fault: cutBefore },
    { name: 'DynamoDB’s throughput exceeded', match: dynamodb, strikes: flapping(5), fault: throughput },
    { name: 'DynamoDB denied', match: dynamodb, fault: denied },
  ],
);

describe.each(deployments)('a receiver $name', ({ readAssembly }) => {
  const cloud = sharedCloud(readAssembly);

  test.each(outages)('$name: what is acknowledged counts once, the rest at most once', async (rule) => {
    const visits = rule.fault.kind === 'delay' ? 1 : 2;
    const deliveries = await suffer(cloud(), { events: storm(visits, new Random(seed)), rules: [rule] });
    expect(cloud().faults.struck).toBeGreaterThan(0);
    const acknowledged = deliveries.filter(({ attempts }) => attempts[0]?.acknowledged).length;
    if (rule.acknowledged === 'all') expect(acknowledged).toBe(deliveries.length);
    if (rule.acknowledged === 'none') expect(acknowledged).toBe(0);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });

  test.each(workerOutages)('$name while workers work: every event counts once', async (rule) => {
    cloud().faults.suffer([]);
    const deliveries = await pushAll(cloud(), storm(1, new Random(seed)));
    cloud().faults.suffer([rule]);
    await Promise.all(cloud().feeds.map((feed) => feed.round()));
    expect(cloud().faults.struck).toBeGreaterThan(0);
    await settle(cloud());
    expect(await violations(cloud(), deliveries)).toEqual([]);
  });
});
