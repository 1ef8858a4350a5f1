import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Deadline } from '../../runtime/deadline.ts';
import { verdictOn } from './cancellation.ts';
import { backOff, mostAttempts } from './persist.ts';
import { pickShards, type Traffic, trafficOf } from './shards.ts';
import type { WorkerStores } from './stores.ts';
import { type Failure, failed, type Task } from './task.ts';
import { packChunks, transactionOf, type Visitors } from './transaction.ts';

export interface CountOutcome {
  readonly counted: Task[];
  /** Tasks whose event was counted before. */
  readonly alreadyCounted: Task[];
  readonly failures: Failure[];
  /** Transactions asked for, and how many of them met another one. */
  transactions: number;
  conflicts: number;
}

/** Counts every task exactly once: its marker and its numbers are one transaction, with those of others. */
export async function countTasks(
  tasks: readonly Task[],
  visitors: Visitors,
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
  const traffic = trafficOf(tasks);
  // One after the other: two chunks of one batch would meet in the counters of their product.
  for (const chunk of packChunks(tasks)) {
    await countChunk(chunk, { visitors, traffic, stores, deadline, outcome });
  }
  return outcome;
}

interface Counting {
  readonly visitors: Visitors;
  readonly traffic: Traffic;
  readonly stores: WorkerStores;
  readonly deadline: Deadline;
  readonly outcome: CountOutcome;
}

/** Makes a chunk's transaction until it is made, or gives back those of its tasks that cannot be counted. */
async function countChunk(chunk: readonly Task[], counting: Counting): Promise<void> {
  const { deadline, outcome } = counting;
  let tasks = chunk;
  let contended = false;
  try {
    for (let attempt = 1; tasks.length > 0; attempt += 1) {
      deadline.check();
      const error = await transact(tasks, contended, counting);
      if (error === undefined) {
        outcome.counted.push(...tasks);
        return;
      }
      const { counted, conflict, next } = verdictOn(error);
      outcome.alreadyCounted.push(...tasks.filter((_task, place) => counted.has(place)));
      tasks = tasks.filter((_task, place) => !counted.has(place));
      outcome.conflicts += conflict ? 1 : 0;
      contended ||= conflict;
      if (next === 'give back') throw error;
      if (next === 'split') return await countHalves(tasks, error, counting);
      if (next === 'wait') {
        if (attempt >= mostAttempts) throw error;
        await backOff(attempt, deadline);
      }
    }
  } catch (error) {
    outcome.failures.push(...tasks.map((task) => failed(task, error)));
  }
}

/** @throws the error, where there is only one task it can be about */
async function countHalves(tasks: readonly Task[], error: unknown, counting: Counting): Promise<void> {
  if (tasks.length === 1) throw error;
  const middle = Math.ceil(tasks.length / 2);
  await countChunk(tasks.slice(0, middle), counting);
  await countChunk(tasks.slice(middle), counting);
}

/** Asks for a chunk's transaction once; gives the error where it was not made, or no answer came. */
async function transact(tasks: readonly Task[], contended: boolean, counting: Counting): Promise<unknown> {
  const { visitors, traffic, stores, deadline, outcome } = counting;
  const TransactItems = transactionOf(tasks, visitors, pickShards(traffic, contended), stores);
  outcome.transactions += 1;
  try {
    const command = new TransactWriteItemsCommand({ TransactItems });
    await stores.dynamodb.send(command, { abortSignal: deadline.signal });
    return undefined;
  } catch (error) {
    return error;
  }
}
