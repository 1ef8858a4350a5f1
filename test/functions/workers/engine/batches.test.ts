import { DynamoDBClient, type TransactWriteItemsCommandInput } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readProduct } from '../../../../functions/insights/products.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { runs } from '../../../support/length.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const everyDay = { from: '2000-01-01', to: '2099-12-31' };
const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

/** Opened pages, each another user's, of one product or each of its own. */
function openedPages(count: number, name: string, isHot: boolean): WeixinEvent<'user_scan_product'>[] {
  return Array.from({ length: count }, (_none, place) =>
    sampleEvent('user_scan_product', {
      FromUserName: `${name}-${place}`,
      ...(isHot ? product : { KeyStr: `${name}-${place}` }),
    }),
  );
}

const workplace = (dynamodb: DynamoDBClient) => workplaceAt(dynamodb, stores);

async function opened(): Promise<number | undefined> {
  return (await readProduct(stores, product, everyDay))?.totals.opened;
}

describe('a batch', () => {
  test('with a message nobody can read processes the rest, and gives that one back alone', async () => {
    const before = (await opened()) ?? 0;
    const messages = openedPages(5, 'beside-poison', true).map(messageOf);
    const poison = { messageId: 'poison', body: '{"event":' };
    const { counted, failures } = await workers.user_scan_product(
      [...messages.slice(0, 2), poison, ...messages.slice(2)],
      workplace(stores.dynamodb),
    );
    expect(failures.map(({ messageIds }) => messageIds)).toEqual([['poison']]);
    expect(counted).toBe(5);
    expect(await opened()).toBe(before + 5);
  });

  test('with a message DynamoDB cannot hold processes the rest, and gives that one back alone', async () => {
    const before = (await opened()) ?? 0;
    const messages = openedPages(5, 'beside-giant', true).map(messageOf);
    // A key of DynamoDB's holds two kilobytes.
    const giant = messageOf(sampleEvent('user_scan_product', { FromUserName: 'x'.repeat(3000) }));
    const { failures } = await workers.user_scan_product(
      [...messages.slice(0, 2), giant, ...messages.slice(2)],
      workplace(stores.dynamodb),
    );
    expect(failures.map(({ messageIds }) => messageIds)).toEqual([[giant.messageId]]);
    expect(await opened()).toBe(before + 5);
  });
});

const crowd = runs(6, 20);

test(`${crowd} workers at once on one product finish, and count right`, async () => {
  const before = (await opened()) ?? 0;
  const work = async (name: string) => {
    let messages = openedPages(50, name, true).map(messageOf);
    // What a crowded machine does not answer in time comes again, as SQS would bring it.
    while (messages.length > 0) {
      const { failures } = await workers.user_scan_product(messages, workplace(stores.dynamodb));
      const failed = new Set(failures.flatMap(({ messageIds }) => messageIds));
      messages = messages.filter(({ messageId }) => failed.has(messageId));
    }
  };

  await Promise.all(Array.from({ length: crowd }, (_none, worker) => work(`worker-${worker}`)));

  expect(await opened()).toBe(before + crowd * 50);
});

const spreads = [
  { products: 'one hot product', isHot: true },
  { products: 'a product each', isHot: false },
];
const sizes = [1, 10, 100];

describe.each(spreads)('write units of opened pages of $products', ({ products, isHot }) => {
  test.each(sizes)('in a batch of %i', async (size) => {
    const meter = await meteredClient(stores.dynamodb);
    const events = openedPages(size, `${products}-${size}`.replaceAll(' ', '-'), isHot);
    const { counted } = await workers.user_scan_product(events.map(messageOf), workplace(meter.client));
    meter.client.destroy();
    expect(counted).toBe(size);
    const [transactions, all] = [meter.transactions / size, meter.all / size];
    process.stdout.write(`${products}, batch ${size}: ${transactions} in transactions, ${all} in all\n`);
    if (isHot && size === 100) expect(transactions).toBeLessThanOrEqual(2.3);
  });
});

/**
 * A client that asks for the units each write consumes. DynamoDB Local says two a table of a transaction,
 * where DynamoDB takes two an action (of items of up to 1 KB): there the actions are counted.
 */
async function meteredClient({ config }: DynamoDBClient) {
  const client = new DynamoDBClient({
    region: await config.region(),
    credentials: await config.credentials(),
    ...(config.endpoint && { endpoint: await config.endpoint() }),
  });
  const meter = { client, transactions: 0, all: 0 };
  client.middlewareStack.add(
    (next) => async (call) => {
      const result = await next({ ...call, input: { ...call.input, ReturnConsumedCapacity: 'TOTAL' } });
      const { TransactItems }: Partial<TransactWriteItemsCommandInput> = Object(call.input);
      const { ConsumedCapacity }: { ConsumedCapacity?: { CapacityUnits?: number } } = Object(result.output);
      const transactionUnits = 2 * (TransactItems?.length ?? 0);
      meter.transactions += transactionUnits;
      meter.all += TransactItems ? transactionUnits : (ConsumedCapacity?.CapacityUnits ?? 0);
      return result;
    },
    { step: 'initialize', name: 'meter' },
  );
  return meter;
}
