import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { markForOutbox } from '../../../functions/callback/accept/mark-for-outbox.ts';
import { eventNames } from '../../../functions/model/event-types.ts';
import { claimKey } from '../../../functions/model/events-table.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { drain } from '../../../functions/outbox/drain.ts';
import { type Deadline, OutOfTimeError } from '../../../functions/runtime/deadline.ts';
import type { Stores } from '../../../functions/stores/stores.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores as TestStores } from '../../support/stores.ts';

const never = new AbortController().signal;
const event = sampleEvent('user_scan_product', { KeyStr: 'waiting' });

let fresh: TestStores;
let stores: Stores;
beforeEach(async () => {
  fresh = await freshStores();
  const eventUrls = recordOf(eventNames, (name) => fresh.queueUrl(name));
  stores = {
    events: { client: fresh.dynamodb, name: fresh.eventsTable },
    queues: { client: fresh.sqs, eventUrls, quarantineUrl: fresh.quarantineUrl },
  };
  const message = { receivedAt: '2026-11-24T00:00:00.000Z', event };
  await claim(stores.events, message, never);
  await markForOutbox(stores.events, message, never);
});
afterEach(() => fresh.stop());

/** A deadline that passes once it was looked at so many times. */
function deadlineAfter(looks: number): Deadline {
  let left = looks;
  return {
    signal: never,
    check() {
      if (left === 0) throw new OutOfTimeError('out of time');
      left -= 1;
    },
  };
}

async function item(): Promise<Record<string, unknown>> {
  const Key = marshall(claimKey(event));
  const { Item = {} } = await fresh.dynamodb.send(new GetItemCommand({ TableName: fresh.eventsTable, Key }));
  return unmarshall(Item);
}

test('a run whose time is up before a page leases none of its rows, and says that it ran out of time', async () => {
  expect(await drain(stores, deadlineAfter(0))).toMatchObject({ sent: 0, errors: ['OutOfTimeError'] });
  expect(await item()).not.toHaveProperty('sendAttempts');
});

test('a run whose time is up while it leases sends nothing more, and says what it leaves', async () => {
  const drained = await drain(stores, deadlineAfter(1));
  expect(drained).toMatchObject({ sent: 0, left: 1, errors: ['OutOfTimeError'] });
  expect(await fresh.messages(fresh.queueUrl(event.Event))).toEqual([]);
  expect(await item()).toMatchObject({ sendAttempts: 1, outboxShard: expect.any(String) });
});

test('a run whose time lasts for its last batch sends it', async () => {
  expect(await drain(stores, deadlineAfter(2))).toMatchObject({ sent: 1, left: 0, errors: [] });
});
