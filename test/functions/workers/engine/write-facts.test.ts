import {
  BatchGetItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChannels } from '../../../../functions/insights/channels.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { claimKey } from '../../../../functions/model/events-table.ts';
import { accountPartition, channelsKey } from '../../../../functions/model/insights-table.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const denied = refusal('AccessDeniedException');

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

const opened = (changes: object) => sampleEvent('user_scan_product', changes);

/** A worker that has just started, and remembers nothing, processes some openings. */
const work = (events: readonly WeixinEvent[], dynamodb = stores.dynamodb) =>
  workers.user_scan_product(events.map(messageOf), workplaceAt(dynamodb, stores));

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

test('of somebody who left and came back, the claims stay that are newer than that', async () => {
  const at = (CreateTime: string) => opened({ FromUserName: 'back', CreateTime });
  const [late, anew] = [at('1438250100'), at('1438250300')];
  const leaving = sampleEvent('unsubscribe', { FromUserName: 'back', CreateTime: '1438250200' });
  await workers.unsubscribe([messageOf(leaving)], workplaceAt(stores.dynamodb, stores));
  const TableName = stores.eventsTable;
  for (const event of [late, anew]) {
    const Item = marshall({ ...claimKey(event), event: 'claimed' });
    await stores.dynamodb.send(new PutItemCommand({ TableName, Item }));
  }
  expect(await work([late, anew])).toMatchObject({ counted: 2, failures: [] });

  const claim = async (event: WeixinEvent) => {
    const command = new GetItemCommand({ TableName, Key: marshall(claimKey(event)) });
    return (await stores.dynamodb.send(command)).Item?.event;
  };
  expect(await claim(late)).toBeUndefined();
  expect(await claim(anew)).toEqual({ S: 'claimed' });
});
