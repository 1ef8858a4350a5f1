import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Fate } from '../../model/mark-keys.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { verdictOn } from './cancellation.ts';
import { mostActions, newChunkId, packChunks } from './chunk.ts';
import { nameOfKey } from './listing-updates.ts';
import type { Visitors } from './mark-events.ts';
import { ownEvents } from './own-events.ts';
import { backOff, mostAttempts } from './persist.ts';
import { planChunk } from './plan-chunk.ts';
import { pickShards, type Traffic, trafficOf } from './shards.ts';
import type { WorkerStores } from './stores.ts';
import { type Failure, failed, type Task } from './task.ts';
import { transactionOf } from './transaction.ts';
import type { Channels } from './write-channels.ts';

/** Other workers have taken over what a chunk owned, as often as it was tried. */
export class AbortedChunkError extends Error {
  override readonly name = 'AbortedChunkError';
}

export interface CountOutcome {
  readonly counted: Task[];
  /** Tasks whose event was counted before. */
  readonly alreadyCounted: Task[];
  readonly failures: Failure[];
  /** Transactions asked for, and how many of them met another one. */
  transactions: number;
  conflicts: number;
}

interface Counting {
  readonly channels: ReadonlyMap<Task, Channels>;
  readonly timeZone: string;
  readonly traffic: Traffic;
  /** Chunks this worker has given up: what they own it need not wait for. */
  readonly givenUp: Set<string>;
  readonly stores: WorkerStores;
  readonly deadline: Deadline;
  readonly outcome: CountOutcome;
}

/**
 * Counts every task exactly once (docs/count-protocol.md): a chunk of them first becomes the owner of its
 * events, then its record and its numbers are written in one transaction. An event is counted if and only if
 * the record of its owner says so.
 */
export async function countTasks(
  tasks: readonly Task[],
  channels: ReadonlyMap<Task, Channels>,
  timeZone: string,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<CountOutcome> {
  const outcome: CountOutcome = {
    counted: [],
    alreadyCounted: [],
    failures: [],
    transactions: 0,
    conflicts: 0,
  };
  const counting: Counting = {
    channels,
    timeZone,
    traffic: trafficOf(tasks),
    givenUp: new Set(),
    stores,
    deadline,
    outcome,
  };
  // One after the other: two chunks of one batch would meet in the counters of their product.
  for (const chunk of packChunks(tasks)) await countChunk(chunk, counting);
  return outcome;
}

/** Counts what can be counted of a chunk, and says of the rest why not. */
async function countChunk(tasks: readonly Task[], counting: Counting, attempt = 1): Promise<void> {
  const { stores, deadline, outcome, givenUp } = counting;
  const chunk = newChunkId();
  const { owned, visitors, alreadyCounted, failures } = await ownEvents(
    tasks,
    chunk,
    givenUp,
    stores,
    deadline,
  );
  outcome.alreadyCounted.push(...alreadyCounted);
  outcome.failures.push(...failures);
  if (owned.length === 0) return;
  // What failed may belong to the chunk, which would count it unseen: the others begin anew.
  if (failures.length > 0) return beginAnew([owned]);
  try {
    const end = await commit(chunk, owned, visitors, counting);
    if (end === 'committed') outcome.counted.push(...owned);
    else if (end === 'invalid') await beginAnew(halves(owned));
    else if (attempt >= mostAttempts) throw new AbortedChunkError('other workers took its events over');
    else {
      await backOff(attempt, deadline);
      await beginAnew([owned], attempt + 1);
    }
  } catch (error) {
    outcome.failures.push(...owned.map((task) => failed(task, error)));
  }

  async function beginAnew(chunks: readonly (readonly Task[])[], nextAttempt = attempt): Promise<void> {
    givenUp.add(chunk);
    for (const each of chunks) await countChunk(each, counting, nextAttempt);
  }
}

/** Asks for the chunk's transaction until its fate is known, or it turns out to be one DynamoDB does not take. */
async function commit(
  chunk: string,
  tasks: readonly Task[],
  visitors: Visitors,
  counting: Counting,
): Promise<Fate | 'invalid'> {
  const { channels, traffic, timeZone, stores, deadline, outcome } = counting;
  let contended = false;
  const newer = new Set<string>();
  for (let attempt = 1; ; attempt += 1) {
    const known = { visitors, channels, shards: pickShards(traffic, contended) };
    const updates = await planChunk(tasks, known, timeZone, newer, stores, deadline);
    // The record is an action, too. One event alone changes three items at most.
    if (updates.length >= mostActions) return 'invalid';
    outcome.transactions += 1;
    try {
      const TransactItems = transactionOf(chunk, updates, stores);
      const command = new TransactWriteItemsCommand({ TransactItems });
      await stores.dynamodb.send(command, { abortSignal: deadline.signal });
      return 'committed';
    } catch (error) {
      const { fate, refused, conflict, next } = verdictOn(error);
      if (fate) return fate;
      for (const update of updates.filter((_update, place) => refused.has(place + 1))) {
        newer.add(nameOfKey(update.key));
      }
      outcome.conflicts += conflict ? 1 : 0;
      contended ||= conflict;
      if (next === 'split' && tasks.length > 1) return 'invalid';
      if (next === 'give back' || next === 'split' || attempt >= mostAttempts) throw error;
      if (next === 'wait') await backOff(attempt, deadline);
    }
  }
}

function halves<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}
