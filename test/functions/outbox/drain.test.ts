import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import {
  markForOutbox,
  putQuarantineIntoOutbox,
} from '../../../functions/callback/accept/mark-for-outbox.ts';
import { eventNames, fieldOf, type WeixinEvent } from '../../../functions/model/event-types.ts';
import { claimKey, quarantineKey } from '../../../functions/model/events-table.ts';
import { decodeEventMessage, decodeQuarantineMessage } from '../../../functions/model/queue-message.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { drain } from '../../../functions/outbox/drain.ts';
import { lease } from '../../../functions/outbox/lease.ts';
import { outboxRow } from '../../../functions/outbox/outbox-row.ts';
import { waitingRows } from '../../../functions/outbox/waiting-rows.ts';
import { deadlineIn } from '../../../functions/runtime/deadline.ts';
import type { Stores } from '../../../functions/stores/stores.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores as TestStores } from '../../support/stores.ts';

const never = new AbortController().signal;
const receivedAt = '2026-11-24T00:00:00.000Z';

let fresh: TestStores;
let stores: Stores;

beforeEach(async () => {
  fresh = await freshStores();
  stores = {
    events: { client: fresh.dynamodb, name: fresh.eventsTable },
    queues: {
      client: fresh.sqs,
      eventUrls: recordOf(eventNames, (name) => fresh.queueUrl(name)),
      quarantineUrl: fresh.quarantineUrl,
    },
  };
});

afterEach(() => fresh.stop());

function run(using: Stores = stores) {
  return drain(using, deadlineIn(50_000));
}

/** An event that was claimed and whose queue did not take it. */
async function waitingEvent(KeyStr: string): Promise<WeixinEvent> {
  const event = sampleEvent('user_scan_product', { KeyStr });
  await claim(stores.events, { receivedAt, event }, never);
  await markForOutbox(stores.events, { receivedAt, event }, never);
  return event;
}

async function itemOf(event: WeixinEvent): Promise<Record<string, unknown>> {
  const command = new GetItemCommand({ TableName: fresh.eventsTable, Key: marshall(claimKey(event)) });
  const { Item = {} } = await fresh.dynamodb.send(command);
  return unmarshall(Item);
}

/** Changes an event's item by hand, to `:then`. */
async function changeItem(event: WeixinEvent, UpdateExpression: string, then: string | number) {
  const command = new UpdateItemCommand({
    TableName: fresh.eventsTable,
    Key: marshall(claimKey(event)),
    UpdateExpression,
    ExpressionAttributeValues: marshall({ ':then': then }),
  });
  await fresh.dynamodb.send(command);
}

async function queued(): Promise<string[]> {
  const bodies = await fresh.messages(fresh.queueUrl('user_scan_product'));
  return bodies.map((body) => fieldOf(decodeEventMessage(body).event, 'KeyStr'));
}

const withoutSqs = (): Stores => ({
  ...stores,
  queues: {
    ...stores.queues,
    client: new SQSClient({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    }),
  },
});

describe('the outbox drain', () => {
  it('sends what waits, oldest first, confirms it and empties the outbox', async () => {
    const events = [];
    for (let n = 0; n < 12; n += 1) events.push(await waitingEvent(String(n)));

    expect(await run()).toMatchObject({ sent: 12, left: 0, oldestSeconds: 0, errors: [] });

    expect(await queued()).toEqual(events.map((event) => fieldOf(event, 'KeyStr')));
    for (const event of events) {
      const item = await itemOf(event);
      expect(item).toHaveProperty('enqueuedAt');
      expect(item).not.toHaveProperty('outboxShard');
      expect(item).not.toHaveProperty('leasedBy');
    }
    expect(await run()).toMatchObject({ sent: 0, left: 0 });
    expect(await queued()).toHaveLength(12);
  });

  it('sends each row once, though several runs are at it at the same time', async () => {
    for (let n = 0; n < 25; n += 1) await waitingEvent(String(n));

    await Promise.all([run(), run(), run()]);

    const keys = await queued();
    expect(keys).toHaveLength(25);
    expect(new Set(keys).size).toBe(25);
  });

  it('leaves a row to the run that has its lease, and takes it once the lease has lapsed', async () => {
    const event = await waitingEvent('leased');
    const row = outboxRow(marshall(await itemOf(event)));
    await lease(stores.events, row, 'a run that was killed', never);

    expect(await run()).toMatchObject({ sent: 0, left: 1 });
    expect(await queued()).toEqual([]);

    await changeItem(event, 'SET leaseUntil = :then', Date.now() - 1);
    expect(await run()).toMatchObject({ sent: 1, left: 0 });
    expect(await queued()).toEqual(['leased']);
  });

  it('keeps a row SQS does not take, with its count and its last error, and says how old it is', async () => {
    const event = await waitingEvent('kept');

    for (let n = 0; n < 2; n += 1) expect(await run(withoutSqs())).toMatchObject({ sent: 0, left: 1 });

    const item = await itemOf(event);
    expect(item).toMatchObject({ sendAttempts: 2, outboxShard: expect.any(String) });
    expect(item.lastError).toEqual(expect.any(String));
    expect(await run()).toMatchObject({ sent: 1, left: 0 });
    expect(await queued()).toEqual(['kept']);
  });

  it('keeps what SQS refuses of a batch it takes, and says how old it is', async () => {
    const event = await waitingEvent('refused');
    await changeItem(event, 'SET outboxSince = :then', new Date(Date.now() - 600_000).toISOString());
    await waitingEvent('taken');
    fresh.sqs.middlewareStack.add(
      (next, { commandName }) =>
        async (call) => {
          if (commandName !== 'SendMessageBatchCommand') return next(call);
          const [first, ...Entries] = Object(call.input).Entries;
          const answer = await next({ ...call, input: { ...call.input, Entries } });
          const Failed = [{ Id: first.Id, Code: 'InternalError', SenderFault: false }];
          return { ...answer, output: { ...answer.output, Failed } };
        },
      { step: 'initialize', name: 'refuse the first' },
    );

    const outcome = await run();

    expect(outcome).toMatchObject({ sent: 1, left: 1, errors: ['InternalError'] });
    expect(outcome.oldestSeconds).toBeGreaterThanOrEqual(600);
    expect(await itemOf(event)).toMatchObject({
      outboxShard: expect.any(String),
      lastError: 'InternalError',
    });
  });

  it('sends more than one page of a shard', async () => {
    for (let n = 0; n < 60; n += 1) {
      await changeItem(await waitingEvent(`page-${n}`), 'SET outboxShard = :then', '0');
    }
    const keys: string[] = [];
    for await (const rows of waitingRows(stores.events, never)) {
      keys.push(...rows.map(({ key }) => key.CreateTimeEvent));
      if (keys.length > 60) break;
    }
    expect(new Set(keys).size).toBe(60);
    expect(keys).toHaveLength(60);

    expect(await run()).toMatchObject({ sent: 60, left: 0 });
  });

  it('sends no batch of more than 256 KB, which is all that SQS takes in the regions of China', async () => {
    for (let n = 0; n < 5; n += 1) await waitingEvent(`${n}`.repeat(60 * 1024));
    const sizes: number[] = [];
    fresh.sqs.middlewareStack.add(
      (next, { commandName }) =>
        (call) => {
          const { Entries = [] } = Object(call.input);
          const bodies = Entries.map(({ MessageBody }: { MessageBody: string }) => MessageBody);
          if (commandName === 'SendMessageBatchCommand') sizes.push(Buffer.byteLength(bodies.join('')));
          return next(call);
        },
      { step: 'initialize', name: 'weigh' },
    );

    expect(await run()).toMatchObject({ sent: 5, left: 0 });

    expect(sizes).toHaveLength(2);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
  });

  it('does not send what an attempt of the callback put on the queue after all', async () => {
    const event = await waitingEvent('confirmed');
    await changeItem(event, 'SET enqueuedAt = :then', receivedAt);

    await run();

    expect(await queued()).toEqual([]);
    expect(await itemOf(event)).toMatchObject({ enqueuedAt: receivedAt });
    expect(await itemOf(event)).not.toHaveProperty('outboxShard');
  });

  it('puts an unreadable push on the quarantine queue, and an event beside it on its own', async () => {
    const quarantine = { receivedAt, reason: 'not well-formed', raw: '<xml', encoding: 'utf8' } as const;
    await putQuarantineIntoOutbox(stores.events, quarantine, never);
    await waitingEvent('readable');

    expect(await run()).toMatchObject({ sent: 2, left: 0 });
    expect(await queued()).toEqual(['readable']);

    const [body = ''] = await fresh.messages(fresh.quarantineUrl);
    expect(decodeQuarantineMessage(body)).toEqual(quarantine);
  });

  it('sends the rest when one row cannot be leased', async () => {
    const event = await waitingEvent('denied');
    await waitingEvent('leased');
    fresh.dynamodb.middlewareStack.add(
      (next) => (call) => {
        const { Key } = Object(call.input);
        if (Key?.CreateTimeEvent?.S !== claimKey(event).CreateTimeEvent) return next(call);
        throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException' });
      },
      { step: 'initialize', name: 'deny a lease' },
    );

    expect(await run()).toMatchObject({ sent: 1, left: 1, errors: ['AccessDeniedException'] });
    expect(await queued()).toEqual(['leased']);
  });

  it('sends the rest when one row cannot be read', async () => {
    await putQuarantineIntoOutbox(
      stores.events,
      { receivedAt, reason: 'x', raw: 'x', encoding: 'utf8' },
      never,
    );
    const spoil = new UpdateItemCommand({
      TableName: fresh.eventsTable,
      Key: marshall(quarantineKey('x')),
      UpdateExpression: 'REMOVE quarantine',
    });
    await fresh.dynamodb.send(spoil);
    await waitingEvent('readable');

    expect(await run()).toMatchObject({ sent: 1, left: 1, errors: ['UnreadableEventError'] });
    expect(await queued()).toEqual(['readable']);
  });
});
