import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { readProduct } from '../../../../functions/insights/products.ts';
import { lastActivity, listingKey, quietShard } from '../../../../functions/model/insights-table.ts';
import { recordedFate } from '../../../../functions/model/mark-keys.ts';
import { type Deadline, noDeadline, OutOfTimeError } from '../../../../functions/runtime/deadline.ts';
import { processBatch } from '../../../../functions/workers/engine/process-batch.ts';
import { contribution } from '../../../../functions/workers/user-scan-product.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workplaceAt } from '../../../support/workers.ts';

const [denied, invalid] = [refusal('AccessDeniedException'), refusal('ValidationException')];
const everyDay = { from: '2000-01-01', to: '2099-12-31' };
const noEnd = noDeadline();

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());
// Ten attempts are ten pauses.
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

/** A client whose transactions something is done before, which may throw. */
function transactionsAfter(
  before: (transaction: TransactWriteItemsCommand) => Promise<void> | void,
): DynamoDBClient {
  return clientWith(stores.dynamodb, {
    before: (command) => (command instanceof TransactWriteItemsCommand ? before(command) : undefined),
  });
}

async function counted(dynamodb: DynamoDBClient, name: string, deadline = noEnd) {
  const message = messageOf(sampleEvent('user_scan_product', { FromUserName: name, KeyStr: name }));
  const workplace = { timeZone: 'Asia/Shanghai', ...workplaceAt(dynamodb, stores) };
  const outcome = await processBatch([message], contribution, workplace, deadline);
  const { totals } = await readProduct(stores, { KeyStandard: 'ean13', KeyStr: name }, everyDay);
  return { ...outcome, opened: totals.opened };
}

function met({ input }: TransactWriteItemsCommand): never {
  const [, ...others] = input.TransactItems ?? [];
  const CancellationReasons = [{ Code: 'None' }, ...others.map(() => ({ Code: 'TransactionConflict' }))];
  throw new TransactionCanceledException({ message: 'met', $metadata: {}, CancellationReasons });
}

/** Aborts a chunk, as a worker does who takes its events over. */
async function abort({ input }: TransactWriteItemsCommand): Promise<void> {
  const { TableName, Item } = input.TransactItems?.[0]?.Put ?? {};
  const aborted = { ...Item, ...marshall({ [recordedFate]: 'aborted' }) };
  await stores.dynamodb.send(new PutItemCommand({ TableName, Item: aborted }));
}

test('a transaction that always meets another is asked for ten times, and its message comes again', async () => {
  const outcome = await counted(transactionsAfter(met), 'always met');
  expect(outcome).toMatchObject({ counted: 0, transactions: 10, conflicts: 10, opened: 0 });
  expect(outcome.failures).toMatchObject([{ error: { name: 'TransactionCanceledException' } }]);
  expect(Math.random).toHaveBeenCalledTimes(9);
});

test.each([
  ['that AWS denies', denied],
  ['of one event that DynamoDB does not take', invalid],
])('a transaction %s is asked for once, and its message comes again', async (_which, error) => {
  const outcome = await counted(
    transactionsAfter(() => {
      throw error;
    }),
    error.name,
  );
  expect(outcome).toMatchObject({ counted: 0, transactions: 1, conflicts: 0, failures: [{ error }] });
});

test('a transaction that meets another once is counted at the next attempt, on items with less traffic', async () => {
  const meets = vi.fn((_transaction: TransactWriteItemsCommand) => {});
  meets.mockImplementationOnce(met);
  expect(await counted(transactionsAfter(meets), 'met once')).toMatchObject({
    counted: 1,
    transactions: 2,
    conflicts: 1,
    opened: 1,
    failures: [],
  });
  const [quiet = [], busy = []] = meets.mock.calls.map(([{ input }]) =>
    (input.TransactItems ?? []).map(({ Update }) => Update?.Key?.sk?.S),
  );
  expect(quiet.filter((key) => key !== undefined && busy.includes(key))).toEqual([]);
});

test('a transaction whose answer is lost is asked for again, and counted once', async () => {
  const lost = vi.fn(() => {});
  lost.mockImplementationOnce(() => {
    throw new Error('socket hang up');
  });
  const dynamodb = clientWith(stores.dynamodb, {
    after: (command) => (command instanceof TransactWriteItemsCommand ? lost() : undefined),
  });
  expect(await counted(dynamodb, 'answer lost')).toMatchObject({
    counted: 1,
    transactions: 2,
    opened: 1,
    failures: [],
  });
});

test('a transaction that a row refuses, which was read a moment ago, is asked for without that at once', async () => {
  const row = listingKey({ KeyStandard: 'ean13', KeyStr: 'overtaken' }, quietShard);
  const [TableName, Key] = [stores.insightsTable, marshall(row)];
  const Item = marshall({ ...row, [lastActivity]: '9' });
  const overtaken = clientWith(stores.dynamodb, {
    before: async (command) => {
      if (command instanceof BatchGetItemCommand) {
        await stores.dynamodb.send(new DeleteItemCommand({ TableName, Key }));
      } else if (command instanceof TransactWriteItemsCommand) {
        await stores.dynamodb.send(new PutItemCommand({ TableName, Item }));
      }
    },
  });
  expect(await counted(overtaken, 'overtaken')).toMatchObject({
    counted: 1,
    transactions: 2,
    conflicts: 0,
    opened: 1,
    failures: [],
  });
  const known = await stores.dynamodb.send(new GetItemCommand({ TableName, Key }));
  expect(known.Item?.[lastActivity]).toEqual({ S: '9' });
  expect(Math.random).not.toHaveBeenCalled();
});

test('an event that others take over each time is tried ten times, and its message comes again', async () => {
  const outcome = await counted(transactionsAfter(abort), 'always taken over');
  expect(outcome).toMatchObject({ counted: 0, transactions: 10, opened: 0 });
  expect(outcome.failures).toMatchObject([{ error: { name: 'AbortedChunkError' } }]);
});

test('an event whose chunk was aborted once is counted by the next chunk', async () => {
  const takesOver = vi.fn(async () => {});
  takesOver.mockImplementationOnce(abort as never);
  expect(await counted(transactionsAfter(takesOver), 'taken over once')).toMatchObject({
    counted: 1,
    transactions: 2,
    opened: 1,
    failures: [],
  });
});

test('no transaction is asked for once time is up, and its message comes again', async () => {
  let isUp = false;
  const deadline: Deadline = {
    signal: noEnd.signal,
    check() {
      if (isUp) throw new OutOfTimeError('out of time');
    },
  };
  const timeIsUp = vi.fn((transaction: TransactWriteItemsCommand) => {
    isUp = true;
    met(transaction);
  });
  const outcome = await counted(transactionsAfter(timeIsUp), 'out of time', deadline);
  expect(timeIsUp).toHaveBeenCalledTimes(1);
  expect(outcome).toMatchObject({ counted: 0, transactions: 1, opened: 0 });
  expect(outcome.failures).toMatchObject([{ error: { name: 'OutOfTimeError' } }]);
});
