import { setTimeout } from 'node:timers/promises';
import { BatchGetItemCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { expiresAt } from '../../../../functions/model/events-table.ts';
import { recordKey } from '../../../../functions/model/mark-keys.ts';
import { type Deadline, noDeadline } from '../../../../functions/runtime/deadline.ts';
import { newChunkId } from '../../../../functions/workers/engine/chunk.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import { type Around, clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';

const secondsADay = 24 * 60 * 60;
const denied = refusal('AccessDeniedException');

// No fake clock reaches the timers of node:timers/promises; which pauses there are can be seen.
const pause = vi.fn(setTimeout);
let records: typeof import('../../../../functions/workers/engine/records.ts');
let stores: Stores;
/** What was asked for, in this order. */
const reads: { readonly chunks: readonly unknown[]; readonly consistent: unknown }[] = [];
const writes: PutItemCommand[] = [];

beforeAll(async () => {
  stores = await freshStores();
  vi.resetModules();
  vi.doMock('node:timers/promises', () => ({ setTimeout: pause }));
  records = await import('../../../../functions/workers/engine/records.ts');
});
beforeEach(() => {
  reads.length = 0;
  writes.length = 0;
  pause.mockClear();
});
afterAll(async () => {
  vi.doUnmock('node:timers/promises');
  vi.resetModules();
  await stores.stop();
});

function workerStores({ before = () => {}, after }: Around = {}) {
  const watched = clientWith(stores.dynamodb, {
    before: (command) => {
      if (command instanceof PutItemCommand) writes.push(command);
      if (command instanceof BatchGetItemCommand) note(command);
      return before(command);
    },
    ...(after && { after }),
  });
  return storesOn(watched, { EVENTS_TABLE: stores.eventsTable, INSIGHTS_TABLE: stores.insightsTable });
}

function note({ input }: BatchGetItemCommand): void {
  const { Keys = [], ConsistentRead } = input.RequestItems?.[stores.eventsTable] ?? {};
  const chunks = Keys.map((key) => unmarshall(key).FromUserName);
  reads.push({ chunks, consistent: ConsistentRead });
}

/** Settles the fates of some chunks, as their names say, and gives them in the same order. */
async function fatesOf(
  chunks: readonly string[],
  {
    around,
    dead = [],
    deadline = noDeadline(),
  }: { around?: Around; dead?: readonly string[]; deadline?: Deadline } = {},
) {
  const fates = await records.settleFates(chunks, new Set(dead), workerStores(around), deadline);
  expect(fates.size).toBe(chunks.length);
  return chunks.map((chunk) => fates.get(chunk));
}

const commit = (chunk: string) =>
  stores.dynamodb.send(new PutItemCommand(records.commitment(chunk, workerStores())));

async function record(chunk: string) {
  const command = new GetItemCommand({ TableName: stores.eventsTable, Key: marshall(recordKey(chunk)) });
  return unmarshall((await stores.dynamodb.send(command)).Item ?? {});
}

const partitionsOf = (...chunks: string[]) => chunks.map((chunk) => recordKey(chunk).FromUserName);

describe('the fate of a chunk', () => {
  test('that is recorded is what the record says, which is read once', async () => {
    const [committed, aborted] = [newChunkId(), newChunkId()];
    await commit(committed);
    await fatesOf([aborted], { dead: [aborted] });
    reads.length = 0;
    writes.length = 0;

    expect(await fatesOf([committed, aborted])).toEqual(['committed', 'aborted']);
    expect(reads).toEqual([{ chunks: partitionsOf(committed, aborted), consistent: true }]);
    expect(writes).toEqual([]);
  });

  test('that nobody records while its worker is left some time is aborted, a day beyond what marks live', async () => {
    const [settled, open] = [newChunkId(), newChunkId()];
    await commit(settled);
    const marksEnd = expiresAt();

    expect(await fatesOf([settled, open])).toEqual(['committed', 'aborted']);
    expect(reads).toEqual([
      { chunks: partitionsOf(settled, open), consistent: true },
      { chunks: partitionsOf(open), consistent: true },
    ]);
    expect(pause.mock.calls).toEqual([[150, undefined, { signal: expect.any(AbortSignal) }]]);
    const { fate, expiresAt: expiry } = await record(open);
    expect(fate).toBe('aborted');
    expect(expiry).toBeGreaterThanOrEqual(marksEnd + secondsADay);
    expect(expiry).toBeLessThanOrEqual(expiresAt() + secondsADay);
  });

  test('that its own worker has given up is aborted without a pause', async () => {
    const [dead, alive] = [newChunkId(), newChunkId()];
    expect(await fatesOf([dead], { dead: [dead] })).toEqual(['aborted']);
    expect(reads).toHaveLength(1);
    expect(pause).not.toHaveBeenCalled();
    expect(await record(dead)).toMatchObject({ fate: 'aborted' });

    const another = newChunkId();
    expect(await fatesOf([another, alive], { dead: [another] })).toEqual(['aborted', 'aborted']);
    expect(reads.at(-1)?.chunks).toEqual(partitionsOf(alive));
  });

  test('that is counted in the meantime is left as it is', async () => {
    const chunk = newChunkId();
    const counts = vi.fn().mockImplementationOnce(() => commit(chunk));
    expect(await fatesOf([chunk], { around: { after: counts } })).toEqual(['committed']);
    expect(writes).toEqual([]);
  });

  test('that is counted just before it would be aborted stays counted', async () => {
    const chunk = newChunkId();
    const before = async (command: object) => {
      if (command instanceof PutItemCommand) await commit(chunk);
    };
    expect(await fatesOf([chunk], { around: { before }, dead: [chunk] })).toEqual(['committed']);
    expect(await record(chunk)).toMatchObject({ fate: 'committed' });
  });

  test('is asked for again where the answer is lost', async () => {
    const chunk = newChunkId();
    const after = vi.fn();
    after.mockImplementationOnce(() => {}).mockRejectedValueOnce(new Error('socket hang up'));
    expect(await fatesOf([chunk], { around: { after }, dead: [chunk] })).toEqual(['aborted']);
    expect(writes).toHaveLength(2);
  });

  test('stays unknown where it may not be written', async () => {
    const chunk = newChunkId();
    const before = (command: object) => {
      if (command instanceof PutItemCommand) throw denied;
    };
    await expect(fatesOf([chunk], { around: { before }, dead: [chunk] })).rejects.toBe(denied);
  });

  test('stays open where time is up while its worker is left some', async () => {
    const chunk = newChunkId();
    const up = new AbortController();
    const after = () => up.abort();
    const deadline: Deadline = { signal: up.signal, check() {} };
    await expect(fatesOf([chunk], { around: { after }, deadline })).rejects.toThrow('aborted');
    expect(await record(chunk)).toEqual({});
  });
});
