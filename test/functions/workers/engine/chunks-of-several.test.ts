import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readProduct } from '../../../../functions/insights/products.ts';
import { dayOf } from '../../../../functions/model/day.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import {
  dayKey,
  lastActivity,
  listingKey,
  productPartition,
  quietShard,
} from '../../../../functions/model/insights-table.ts';
import { pageEvents } from '../../../../functions/model/statistics.ts';
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
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

/** Opened pages of products, each somebody else's. */
const openings = (...products: readonly string[]) =>
  products.map((KeyStr, place) =>
    sampleEvent('user_scan_product', { FromUserName: `${KeyStr}-${place}`, KeyStr }),
  );

const work = (events: readonly WeixinEvent[], dynamodb: DynamoDBClient = stores.dynamodb) =>
  workers.user_scan_product(events.map(messageOf), workplaceAt(dynamodb, stores));

const openedOf = async (KeyStr: string) =>
  (await readProduct(stores, { KeyStandard: 'ean13', KeyStr }, everyDay)).totals.opened;

const rowOf = (KeyStr: string) => listingKey({ KeyStandard: 'ean13', KeyStr }, quietShard);

test('a chunk that meets another transaction once is asked for again as a whole', async () => {
  const meets = vi.fn((_transaction: TransactWriteItemsCommand) => {});
  meets.mockImplementationOnce(({ input: { TransactItems = [] } }) => {
    const CancellationReasons = TransactItems.map(() => ({ Code: 'TransactionConflict' }));
    throw new TransactionCanceledException({ message: 'met', $metadata: {}, CancellationReasons });
  });
  const meeting = clientWith(stores.dynamodb, {
    before: (command) => (command instanceof TransactWriteItemsCommand ? meets(command) : undefined),
  });
  expect(await work(openings('met', 'met'), meeting)).toMatchObject({
    counted: 2,
    transactions: 2,
    failures: [],
  });
  expect(await openedOf('met')).toBe(2);
});

test('a chunk that one row refuses still tells the rows of its other products what is newest', async () => {
  const events = openings('ahead', 'behind');
  const [TableName, Key] = [stores.insightsTable, marshall(rowOf('ahead'))];
  const overtaken = clientWith(stores.dynamodb, {
    before: async (command) => {
      if (command instanceof BatchGetItemCommand) {
        await stores.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
      } else if (command instanceof TransactWriteItemsCommand) {
        const Item = { ...Key, [lastActivity]: { S: '9' } };
        await stores.dynamodb.send(new PutItemCommand({ TableName, Item }));
      }
    },
  });
  expect(await work(events, overtaken)).toMatchObject({ counted: 2, transactions: 2, failures: [] });
  const activityOf = async (KeyStr: string) => {
    const command = new GetItemCommand({ TableName, Key: marshall(rowOf(KeyStr)) });
    return (await stores.dynamodb.send(command)).Item?.[lastActivity]?.S;
  };
  expect(await activityOf('ahead')).toBe('9');
  expect(await activityOf('behind')).toBe(events[1] && eventOrder(events[1]));
});

test('no transaction is asked for where all events are counted already', async () => {
  const events = openings('again', 'again');
  await work(events);
  expect(await work(events)).toMatchObject({ counted: 0, alreadyCounted: 2, transactions: 0, failures: [] });
});

test('an event whose counter DynamoDB cannot add to is found by halves, and given back alone', async () => {
  const events = Array.from({ length: 5 }, (_none, n) =>
    sampleEvent('subscribe', { FromUserName: `halves-${n}`, KeyStr: `halves-${n}` }),
  );
  const messages = events.map(messageOf);
  const [culprit, message] = [events[2], messages[2]];
  if (culprit === undefined || message === undefined) throw new Error('no culprit');
  const day = dayOf(culprit.CreateTime, 'Asia/Shanghai');
  const key = dayKey(productPartition(culprit), { day, counter: 'followed', shard: quietShard, page: 0 });
  const Item = marshall({ ...key, [pageEvents]: 'not a number' });
  await stores.dynamodb.send(new PutItemCommand({ TableName: stores.insightsTable, Item }));

  const { counted, failures } = await workers.subscribe(messages, workplaceAt(stores.dynamodb, stores));

  expect(failures.map(({ messageIds }) => messageIds)).toEqual([[message.messageId]]);
  expect(counted).toBe(4);
});

test('an event that may be marked unseen is not counted with the chunk that marked it', async () => {
  const events = ['unseen', 'seen'].map((FromUserName) =>
    sampleEvent('user_scan_product', { FromUserName, KeyStr: 'unseen' }),
  );
  const dynamodb = clientWith(stores.dynamodb, {
    after: ({ input }: Partial<UpdateItemCommand>) => {
      if (input?.TableName === stores.eventsTable && input.Key?.FromUserName?.S === 'unseen') throw denied;
    },
  });
  expect(await work(events, dynamodb)).toMatchObject({
    counted: 1,
    failures: [{ event: events[0], error: denied }],
  });
  expect(await work(events)).toMatchObject({ counted: 1, alreadyCounted: 1, failures: [] });
  expect(await openedOf('unseen')).toBe(2);
});

test('a chunk whose pages are more than a transaction takes is split before it is asked for', async () => {
  // Four such labels fill a page, of the product and of the account: 24 + 25 + 49 pages and two rows are one too many.
  const events = Array.from({ length: 193 }, (_none, place) =>
    sampleEvent('user_scan_product', {
      FromUserName: `wide-${place % 4}`,
      CreateTime: String(1438250110 + place),
      KeyStr: place < 96 ? 'wide-1' : 'wide-2',
      Province: String(place).padStart(115),
    }),
  );
  expect(await work(events)).toMatchObject({
    counted: 193,
    transactions: 2,
    failures: [],
  });
});
