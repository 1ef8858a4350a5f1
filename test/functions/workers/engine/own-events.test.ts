import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  fullPage,
  markKey,
  overflowKey,
  ownerAttribute,
  recordKey,
} from '../../../../functions/model/mark-keys.ts';
import { noDeadline } from '../../../../functions/runtime/deadline.ts';
import { newChunkId } from '../../../../functions/workers/engine/chunk.ts';
import { markEvents } from '../../../../functions/workers/engine/mark-events.ts';
import { ownEvents } from '../../../../functions/workers/engine/own-events.ts';
import { readBatch } from '../../../../functions/workers/engine/read-batch.ts';
import { commitment } from '../../../../functions/workers/engine/records.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import type { Task } from '../../../../functions/workers/engine/task.ts';
import { contribution as opening } from '../../../../functions/workers/user-scan-product.ts';
import { contribution as entering } from '../../../../functions/workers/user-scan-product-enter-session.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { type Around, clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf } from '../../../support/workers.ts';

const zone = 'Asia/Shanghai';
const secondsADay = 24 * 60 * 60;
const denied = refusal('AccessDeniedException');

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

/** Opened pages by whom, how many seconds after the first one, and of which product. */
function openings(...events: readonly (readonly [FromUserName: string, seconds: number, KeyStr?: string])[]) {
  const messages = events.map(([FromUserName, seconds, KeyStr = 'first']) => {
    const CreateTime = String(1438250110 + seconds);
    return messageOf(sampleEvent('user_scan_product', { FromUserName, CreateTime, KeyStr }));
  });
  return readBatch(messages, opening, zone).tasks as readonly [Task, ...Task[]];
}

const workerStores = (around: Around = {}) =>
  storesOn(clientWith(stores.dynamodb, around), {
    EVENTS_TABLE: stores.eventsTable,
    INSIGHTS_TABLE: stores.insightsTable,
  });

const own = (tasks: readonly Task[], chunk: string, around?: Around, dead: readonly string[] = []) =>
  ownEvents(tasks, chunk, new Set(dead), workerStores(around), noDeadline());

async function item(key: object): Promise<Record<string, unknown>> {
  const command = new GetItemCommand({ TableName: stores.eventsTable, Key: marshall(key) });
  return unmarshall((await stores.dynamodb.send(command)).Item ?? {});
}

const ownersOn = (page: Record<string, unknown>) =>
  Object.keys(page)
    .filter((name) => name.startsWith('e:'))
    .sort();

/** A worker's update of a mark by which it replaces the owner. */
const isTakeOver = (command: object): command is UpdateItemCommand =>
  command instanceof UpdateItemCommand && command.input.ConditionExpression === '#owner = :theirs';

const nothing = { owned: [], alreadyCounted: [], failures: [] };

describe('a chunk’s events are marked', () => {
  test('on the page of each one’s person and day, in one update a page', async () => {
    const tasks = openings(['ann', 0], ['bob', 0], ['ann', 1], ['ann', secondsADay]);
    const chunk = newChunkId();
    const updates: object[] = [];
    const before = (command: object) => {
      updates.push(command);
    };
    expect(await own(tasks, chunk, { before })).toMatchObject({
      owned: { length: 4 },
      alreadyCounted: [],
      failures: [],
    });
    expect(updates).toHaveLength(3);
    const pageOf = (openid: string, day: string) => item(markKey(openid, day, 'user_scan_product'));
    const [first, bob, third, later] = tasks.map(({ order }) => ownerAttribute(order));
    expect(ownersOn(await pageOf('ann', '2015-07-30'))).toEqual([first, third]);
    expect(ownersOn(await pageOf('bob', '2015-07-30'))).toEqual([bob]);
    expect(ownersOn(await pageOf('ann', '2015-07-31'))).toEqual([later]);
  });

  test('but for a page that cannot be written, whose events may be the chunk’s or not', async () => {
    const tasks = openings(['refused', 0], ['taken', 0], ['refused', 1]);
    const before = ({ input }: UpdateItemCommand) => {
      if (input.Key?.FromUserName?.S === 'refused') throw denied;
    };
    const { owned, visitors, failures } = await own(tasks, newChunkId(), { before: before as never });
    expect(owned).toEqual([tasks[1]]);
    expect(visitors).toEqual({ ofProduct: new Set([tasks[1]]), ofAccount: new Set([tasks[1]]) });
    expect(failures).toMatchObject([
      { event: tasks[0].event, error: denied },
      { event: tasks[2]?.event, error: denied },
    ]);
  });
});

describe('an event that finds its person’s page of the day full', () => {
  const fill = async (task: Task) => {
    const command = new UpdateItemCommand({
      TableName: stores.eventsTable,
      Key: marshall(pageOf(task)),
      UpdateExpression: 'SET n = :full',
      ExpressionAttributeValues: marshall({ ':full': fullPage }),
    });
    await stores.dynamodb.send(command);
  };
  const pageOf = ({ event, day }: Task) => markKey(event.FromUserName, day, event.Event);
  const apartOf = (task: Task) => overflowKey(pageOf(task), ownerAttribute(task.order));

  test('is marked apart from it, and there it is found and taken over', async () => {
    const [first, late] = openings(['crowded', 0], ['crowded', 1]) as [Task, Task];
    await own([first], newChunkId());
    await fill(first);
    const page = await item(pageOf(first));
    const [dead, next] = [newChunkId(), newChunkId()];

    expect(await own([late], dead)).toMatchObject({ ...nothing, owned: [late] });
    expect(await item(pageOf(first))).toEqual(page);
    expect(await item(apartOf(late))).toMatchObject({ [ownerAttribute(late.order)]: dead });
    expect(await own([late], next, {}, [dead])).toMatchObject({ ...nothing, owned: [late] });
    expect(await item(apartOf(late))).toMatchObject({ [ownerAttribute(late.order)]: next });
  });

  test('is found on it where it was marked before it was full', async () => {
    const [early] = openings(['early', 0]);
    const counted = newChunkId();
    await own([early], counted);
    await stores.dynamodb.send(new PutItemCommand(commitment(counted, workerStores())));
    await fill(early);

    expect(await own([early], newChunkId())).toMatchObject({ ...nothing, alreadyCounted: [early] });
    expect(await item(apartOf(early))).toEqual({});
  });

  test('makes its user a visitor of a product that is new to them, and no other one of the day does', async () => {
    const [first, maker, other] = openings(
      ['browsing', 0],
      ['browsing', 1, 'found late'],
      ['browsing', 2, 'found late'],
    ) as [Task, Task, Task];
    await own([first], newChunkId());
    await fill(first);

    for (const task of [maker, other, maker]) {
      const { visitors } = await own([task], newChunkId());
      expect(visitors).toEqual({ ofProduct: new Set(task === maker ? [maker] : []), ofAccount: new Set() });
    }
  });
});

describe('an event of another chunk', () => {
  test('that was counted is counted already', async () => {
    const tasks = openings(['counted', 0], ['counted', 1]);
    const counted = newChunkId();
    await own([tasks[0]], counted);
    await stores.dynamodb.send(new PutItemCommand(commitment(counted, workerStores())));
    expect(await own(tasks, newChunkId())).toMatchObject({
      owned: [tasks[1]],
      alreadyCounted: [tasks[0]],
      failures: [],
    });
  });

  test('whose fate cannot be read is given back alone', async () => {
    const [theirs, ...ours] = openings(['unread', 0], ['unread', 1]);
    await own([theirs], newChunkId());
    const before = (command: object) => {
      if (command instanceof BatchGetItemCommand) throw denied;
    };
    expect(await own([theirs, ...ours], newChunkId(), { before })).toMatchObject({
      owned: ours,
      alreadyCounted: [],
      failures: [{ event: theirs.event, error: denied }],
    });
  });

  test('that cannot be taken over is given back alone', async () => {
    const tasks = openings(['kept', 0], ['kept', 1]);
    const dead = newChunkId();
    await own(tasks, dead);
    let takeOvers = 0;
    const before = (command: object) => {
      takeOvers += isTakeOver(command) ? 1 : 0;
      if (isTakeOver(command) && takeOvers === 1) throw denied;
    };
    expect(await own(tasks, newChunkId(), { before }, [dead])).toMatchObject({
      owned: [tasks[1]],
      alreadyCounted: [],
      failures: [{ event: tasks[0].event, error: denied }],
    });
  });

  test('whose mark is gone by the time it would be taken over is given back', async () => {
    const [task] = openings(['passed', 0]);
    const dead = newChunkId();
    await own([task], dead);
    const Key = marshall(markKey('passed', task.day, 'user_scan_product'));
    const before = async (command: object) => {
      if (isTakeOver(command)) {
        await stores.dynamodb.send(new DeleteItemCommand({ TableName: stores.eventsTable, Key }));
      }
    };
    expect(await own([task], newChunkId(), { before }, [dead])).toMatchObject({
      ...nothing,
      failures: [{ event: task.event, error: { name: 'ConditionalCheckFailedException' } }],
    });
  });

  test('that a third one takes first is the third one’s, whose fate is settled next', async () => {
    const [task] = openings(['contested', 0]);
    const [dead, faster, slower] = [newChunkId(), newChunkId(), newChunkId()];
    await own([task], dead);
    let isFirst = true;
    const before = async (command: object) => {
      if (!isTakeOver(command) || !isFirst) return;
      isFirst = false;
      expect(await own([task], faster, {}, [dead])).toMatchObject({ owned: [task] });
    };
    expect(await own([task], slower, { before }, [dead])).toMatchObject({ ...nothing, owned: [task] });
    expect(await item(recordKey(faster))).toMatchObject({ fate: 'aborted' });
    const page = await item(markKey('contested', task.day, 'user_scan_product'));
    expect(page[ownerAttribute(task.order)]).toBe(slower);
  });
});

describe('of a person’s events of a day', () => {
  test('the first one of a batch makes a visitor', async () => {
    const tasks = openings(['visitor', 0], ['visitor', 1]);
    const { visitors } = await markEvents(tasks, newChunkId(), workerStores(), noDeadline());
    expect(visitors).toEqual({ ofProduct: new Set([tasks[0]]), ofAccount: new Set([tasks[0]]) });
  });

  test('those that are no visits say nothing of one', async () => {
    const event = sampleEvent('user_scan_product_enter_session', { FromUserName: 'entered' });
    const tasks = readBatch([messageOf(event)], entering, zone).tasks as readonly [Task];
    const chunk = newChunkId();
    const { visitors } = await markEvents(tasks, chunk, workerStores(), noDeadline());
    expect(visitors).toEqual({ ofProduct: new Set(), ofAccount: new Set() });
    const { FromUserName, CreateTimeEvent, expiresAt, ...marks } = await item(
      markKey('entered', tasks[0].day, event.Event),
    );
    expect(marks).toEqual({ n: 1, [ownerAttribute(tasks[0].order)]: chunk });
  });
});
