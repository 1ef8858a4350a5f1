import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { accountVisit, ownerAttribute, recordedFate } from '../../functions/model/mark-keys.ts';
import { carryOut, protocol } from '../model/count/services.ts';
import { initialState, type Request, type State } from '../model/count/state.ts';
import { freshStores, type Stores } from '../support/stores.ts';
import { type CountSamples, countSamples, found, orders } from './count-samples.ts';

const { partitionKey, sortKey } = eventsTableSchema;
const [mine, theirs] = [0, 1] as const;

type Key = Record<string, AttributeValue>;

let stores: Stores;
let samples: CountSamples;

beforeAll(async () => {
  stores = await freshStores();
  samples = await countSamples(stores);
});
afterAll(() => stores.stop());

const owners = [undefined, mine, theirs] as const;
const fates = [undefined, 'committed', 'aborted'] as const;

const pages: readonly State[] = owners.flatMap((first) =>
  owners.flatMap((second) =>
    ([undefined, 0, 1] as const).map((visitor) => ({
      ...initialState([]),
      owners: [first, second],
      visitor,
    })),
  ),
);
const recordsOf = (chunk: 0 | 1): readonly State[] =>
  fates.map((fate) => ({ ...initialState([]), records: initialState([]).records.with(chunk, fate) }));

test.each<{ request: Request; states: readonly State[] }>([
  { request: { step: 'mark', chunk: mine, events: [0, 1] }, states: pages },
  { request: { step: 'takeOver', chunk: mine, event: 0, theirs }, states: pages },
  { request: { step: 'abort', chunk: theirs }, states: recordsOf(theirs) },
  { request: { step: 'count', chunk: mine, events: [0, 1], visitor: 0 }, states: recordsOf(mine) },
])('DynamoDB makes of $request.step, in each state, what the model says', async ({ request, states }) => {
  for (const [place, state] of states.entries()) {
    const after = carryOut(state, request, protocol);
    const seen = await carriedOut(request, state, `${request.step} ${place}`);
    expect(seen, JSON.stringify(state)).toEqual(
      request.step === 'mark' || request.step === 'takeOver'
        ? { owners: after.owners, visitor: after.visitor }
        : { fate: after.records[request.chunk] },
    );
  }
});

/** Puts the item as the state has it, carries the sample out on it, and reads it. */
async function carriedOut(request: Request, state: State, name: string) {
  const { dynamodb, eventsTable: TableName } = stores;
  const Key: Key = { [partitionKey]: { S: name }, [sortKey]: { S: 'item' } };
  const isOnPage = request.step === 'mark' || request.step === 'takeOver';
  const item = isOnPage ? pageOf(state) : recordOf(state, request.chunk);
  if (Object.keys(item).length > 0) {
    await dynamodb.send(new PutItemCommand({ TableName, Item: { ...Key, ...marshall(item) } }));
  }
  try {
    await ask(request.step, Key);
  } catch (error) {
    if (!/ConditionalCheckFailed/.test(String(error))) throw error;
  }
  const { Item = {} } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  const stored = unmarshall(Item);
  return isOnPage ? readPage(stored) : { fate: stored[recordedFate] };
}

async function ask(step: Request['step'], Key: Key): Promise<void> {
  const { dynamodb } = stores;
  const { mark, takeOver, abort, count } = samples;
  if (step === 'mark') await dynamodb.send(new UpdateItemCommand({ ...mark.input, Key }));
  if (step === 'takeOver') await dynamodb.send(new UpdateItemCommand({ ...takeOver.input, Key }));
  if (step === 'abort') {
    await dynamodb.send(new PutItemCommand({ ...abort.input, Item: { ...abort.input.Item, ...Key } }));
  }
  if (step === 'count') {
    // Whether it counts is for its first action to say.
    const record = found(count.input.TransactItems?.[0]?.Put);
    const Put = { ...record, Item: { ...record.Item, ...Key } };
    await dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
  }
}

function pageOf(state: State): Record<string, unknown> {
  const marks = state.owners.flatMap((owner, event) =>
    owner === undefined
      ? []
      : [[ownerAttribute(orders[event] ?? ''), samples.chunks[owner === mine ? 0 : 1]]],
  );
  return {
    ...Object.fromEntries(marks),
    ...(state.visitor !== undefined && { [accountVisit]: orders[state.visitor] }),
  };
}

function readPage(item: Readonly<Record<string, unknown>>) {
  const placeOf = (all: readonly string[], value: unknown) =>
    value === undefined ? undefined : all.indexOf(String(value));
  return {
    owners: orders.map((order) => placeOf(samples.chunks, item[ownerAttribute(order)])),
    visitor: placeOf(orders, item[accountVisit]),
  };
}

function recordOf({ records }: State, chunk: number): Record<string, unknown> {
  return records[chunk] === undefined ? {} : { [recordedFate]: records[chunk] };
}
