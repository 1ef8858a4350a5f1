import { setTimeout as pause } from 'node:timers/promises';
import { ConditionalCheckFailedException, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema, expiresAt } from '../../model/events-table.ts';
import { type Fate, readFate, readRecord, recordedFate, recordKey } from '../../model/mark-keys.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { forEachAtMost } from '../../runtime/for-each-at-most.ts';
import { batchGet } from '../../stores/batch-get.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';

const writesAtOnce = 16;

/**
 * How long a chunk is left to its worker before it is aborted, in milliseconds: a few of DynamoDB's answers.
 * Nothing depends on it but who of two workers goes on.
 */
const patience = 150;

/** A record outlives the marks that name its chunk. */
const secondsBeyondMarks = 24 * 60 * 60;

/** What says, in the transaction that counts a chunk, that it is counted: refused where there is a record. */
export function commitment(chunk: string, { eventsTable }: WorkerStores) {
  return { TableName: eventsTable, ...putIfAbsent(chunk, 'committed') };
}

/**
 * The fates of chunks. One that has none yet is aborted, so that it can never be counted any more, and what
 * it owns can be taken over.
 * @param dead chunks whose worker is known to have given them up
 * @throws what `persist` throws
 */
export async function settleFates(
  chunks: readonly string[],
  dead: ReadonlySet<string>,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<ReadonlyMap<string, Fate>> {
  const fates = new Map(await readFates(chunks, stores, deadline));
  const open = () => chunks.filter((chunk) => !fates.has(chunk));
  const alive = open().filter((chunk) => !dead.has(chunk));
  if (alive.length > 0) {
    await pause(patience, undefined, { signal: deadline.signal });
    for (const [chunk, fate] of await readFates(alive, stores, deadline)) fates.set(chunk, fate);
  }
  await forEachAtMost(writesAtOnce, open(), async (chunk) => {
    fates.set(chunk, await abort(chunk, stores, deadline));
  });
  return fates;
}

async function readFates(
  chunks: readonly string[],
  { dynamodb, eventsTable }: WorkerStores,
  deadline: Deadline,
): Promise<readonly [string, Fate][]> {
  const records = await persist(deadline, (signal) =>
    batchGet(dynamodb, eventsTable, chunks.map(recordKey), { consistent: true, signal }),
  );
  return records.map(readRecord).flatMap((record) => (record ? [[record.chunk, record.fate]] : []));
}

/** Makes sure that a chunk is never counted; gives its fate, which somebody else may have been faster to settle. */
async function abort(
  chunk: string,
  { dynamodb, eventsTable }: WorkerStores,
  deadline: Deadline,
): Promise<Fate> {
  const command = new PutItemCommand({ TableName: eventsTable, ...putIfAbsent(chunk, 'aborted') });
  try {
    await persist(deadline, (abortSignal) => dynamodb.send(command, { abortSignal }));
    return 'aborted';
  } catch (error) {
    const settled =
      error instanceof ConditionalCheckFailedException && readFate(error.Item?.[recordedFate]?.S);
    if (settled) return settled;
    throw error;
  }
}

function putIfAbsent(chunk: string, fate: Fate) {
  const expiry = expiresAt() + secondsBeyondMarks;
  return {
    Item: marshall({ ...recordKey(chunk), [recordedFate]: fate, [eventsTableSchema.timeToLive]: expiry }),
    ConditionExpression: `attribute_not_exists(${eventsTableSchema.partitionKey})`,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}
