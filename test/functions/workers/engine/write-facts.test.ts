import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAccount } from '../../../../functions/insights/account.ts';
import { readChannels } from '../../../../functions/insights/channels.ts';
import { readProduct } from '../../../../functions/insights/products.ts';
import { readUser } from '../../../../functions/insights/users.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { claimKey } from '../../../../functions/model/events-table.ts';
import {
  accountPartition,
  channelsKey,
  productPartition,
  userKey,
} from '../../../../functions/model/insights-table.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const denied = refusal('AccessDeniedException');
const everyDay = { from: '2000-01-01', to: '2099-12-31' };

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

const opened = (changes: object) => sampleEvent('user_scan_product', changes);

/** A worker that has just started, and remembers nothing, processes some openings. */
const work = (events: readonly WeixinEvent[], dynamodb = stores.dynamodb) =>
  workers.user_scan_product(events.map(messageOf), workplaceAt(dynamodb, stores));

async function putClaim(event: WeixinEvent): Promise<void> {
  const Item = marshall({ ...claimKey(event), event: 'claimed' });
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.eventsTable, Item }));
}

/** What the claim of an event says of it. */
async function claimedOf(event: WeixinEvent) {
  const Key = marshall(claimKey(event));
  const { Item } = await stores.dynamodb.send(new GetItemCommand({ TableName: stores.eventsTable, Key }));
  return Item?.event;
}

describe('the lists of ExtInfo', () => {
  test('are read by a worker that has just started, which writes nothing to them that is there', async () => {
    await work([opened({ FromUserName: 'first', ExtInfo: 'poster' })]);
    const appended: unknown[] = [];
    const watched = clientWith(stores.dynamodb, {
      before: (command) => {
        if (!(command instanceof UpdateItemCommand)) return;
        if (command.input.UpdateExpression?.includes('list_append')) appended.push(command.input.Key);
      },
    });
    const outcome = await work([opened({ FromUserName: 'second', ExtInfo: 'poster' })], watched);
    expect(outcome).toMatchObject({ counted: 1, failures: [] });
    expect(appended).toEqual([]);
    const { KeyStandard, KeyStr } = opened({});
    for (const partition of [accountPartition, productPartition({ KeyStandard, KeyStr })]) {
      expect((await readChannels(stores, partition)).named).toEqual(['poster']);
    }
    const { days } = await readProduct(stores, { KeyStandard, KeyStr }, everyDay);
    expect(days[0]?.channel).toMatchObject({ poster: { opened: 2 } });
  });

  test('are not read again by a worker that has read them', async () => {
    const reads: unknown[] = [];
    const watched = clientWith(stores.dynamodb, {
      before: (command) => {
        if (!(command instanceof BatchGetItemCommand)) return;
        const { Keys = [] } = command.input.RequestItems?.[stores.insightsTable] ?? {};
        reads.push(...Keys.filter(({ sk }) => sk?.S === channelsKey(accountPartition).sk));
      },
    });
    const workplace = workplaceAt(watched, stores);
    for (const FromUserName of ['third', 'fourth']) {
      await workers.user_scan_product([messageOf(opened({ FromUserName, ExtInfo: 'poster' }))], workplace);
      expect(reads).toHaveLength(2);
    }
  });

  test('that cannot be read have the events with an ExtInfo given back, and these alone', async () => {
    const events = ['unread', ''].map((ExtInfo) => opened({ FromUserName: 'unread', ExtInfo }));
    const unread = clientWith(stores.dynamodb, {
      before: (command) => {
        if (!(command instanceof BatchGetItemCommand)) return;
        const { Keys = [] } = command.input.RequestItems?.[stores.insightsTable] ?? {};
        const list = channelsKey(accountPartition);
        if (Keys.some(({ pk, sk }) => pk?.S === list.pk && sk?.S === list.sk)) throw denied;
      },
    });
    expect(await work(events, unread)).toMatchObject({
      counted: 1,
      failures: [{ event: events[0], error: denied }],
    });
    expect((await readChannels(stores, accountPartition)).named).not.toContain('unread');
  });
});

test('an event whose facts cannot be written is not counted until they are', async () => {
  const event = opened({ FromUserName: 'without-facts', KeyStr: 'without-facts' });
  const openedPages = async () => (await readProduct(stores, event, everyDay)).totals.opened;
  const profilesDenied = clientWith(stores.dynamodb, {
    before: (command) => {
      const isOfProfile =
        command instanceof UpdateItemCommand && command.input.Key?.pk?.S?.startsWith('user#');
      if (isOfProfile) throw denied;
    },
  });
  expect(await work([event], profilesDenied)).toMatchObject({
    counted: 0,
    failures: [{ event, error: denied }],
  });
  expect(await openedPages()).toBe(0);

  expect(await work([event])).toMatchObject({ counted: 1, failures: [] });
  expect(await openedPages()).toBe(1);
  expect((await readUser(stores, event.FromUserName)).profile.country).toBe('中国');
});

describe('a departure', () => {
  const isOfProfile = (command: object, openid: string) =>
    command instanceof UpdateItemCommand && command.input.Key?.pk?.S === userKey(openid).pk;
  const isOfClaims = (command: object, openid: string) =>
    command instanceof QueryCommand && command.input.ExpressionAttributeValues?.[':openid']?.S === openid;

  test.each([
    ['the profile', isOfProfile, '2018-09-29'],
    ['the claims', isOfClaims, '2018-09-30'],
  ])(
    'is given back alone where %s cannot be forgotten, and counted by the delivery that forgets',
    async (_what, isOf, day) => {
      const CreateTime = String(Date.parse(`${day}T12:00:00+08:00`) / 1000);
      const [gone, other] = [`gone-${day}`, `other-${day}`];
      const visit = opened({ FromUserName: gone, CreateTime });
      await putClaim(visit);
      await work([visit]);
      const departures = [gone, other].map((FromUserName) =>
        sampleEvent('unsubscribe', { FromUserName, CreateTime }),
      );
      const leave = async (dynamodb: DynamoDBClient) => {
        const workplace = workplaceAt(dynamodb, stores);
        const { counted, failures } = await workers.unsubscribe(departures.map(messageOf), workplace);
        const [account] = (await readAccount(stores, { from: day, to: day })).days;
        return { counted, failures, left: account?.left };
      };
      const failing = clientWith(stores.dynamodb, {
        before: (command) => {
          if (isOf(command, gone)) throw denied;
        },
      });

      expect(await leave(failing)).toEqual({
        counted: 1,
        failures: [expect.objectContaining({ event: departures[0], error: denied })],
        left: 1,
      });
      expect(await leave(stores.dynamodb)).toEqual({ counted: 1, failures: [], left: 2 });
      expect((await readUser(stores, gone)).profile).toMatchObject({ country: null, firstSeen: null });
      expect(await claimedOf(visit)).toBeUndefined();
    },
  );
});

test('of somebody who left and came back, the claims stay that are newer than that', async () => {
  const at = (CreateTime: string) => opened({ FromUserName: 'back', CreateTime });
  const [late, anew] = [at('1438250100'), at('1438250300')];
  const leaving = sampleEvent('unsubscribe', { FromUserName: 'back', CreateTime: '1438250200' });
  await workers.unsubscribe([messageOf(leaving)], workplaceAt(stores.dynamodb, stores));
  for (const event of [late, anew]) await putClaim(event);
  expect(await work([late, anew])).toMatchObject({ counted: 2, failures: [] });

  expect(await claimedOf(late)).toBeUndefined();
  expect(await claimedOf(anew)).toEqual({ S: 'claimed' });
});
