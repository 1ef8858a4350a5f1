import type { SQSRecord } from 'aws-lambda';
import type { EventName } from '../../model/event-types.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import type { ChannelMemory } from './channel-memory.ts';
import type { Contribution } from './contribution.ts';
import { countTasks } from './count-tasks.ts';
import { readBatch } from './read-batch.ts';
import type { WorkerStores } from './stores.ts';
import type { Failure, Task } from './task.ts';
import { writeFacts } from './write-facts.ts';

/** What became of a batch. */
export interface BatchOutcome {
  readonly messages: number;
  /** Different events among the messages that could be read. */
  readonly events: number;
  readonly counted: number;
  readonly alreadyCounted: number;
  readonly transactions: number;
  readonly conflicts: number;
  /** What goes back to the queue. */
  readonly failures: readonly Failure[];
}

/**
 * Publishes what was processed, counted now or before: a worker that died in between counted and did not
 * publish. Gives those that were not published, which have to come again.
 */
export type Publish = (tasks: readonly Task[], deadline: Deadline) => Promise<readonly Failure[]>;

/** Where and when a worker works, and what it remembers. */
export interface Workplace {
  /** The IANA time zone whose calendar days and hours the statistics use. */
  readonly timeZone: string;
  readonly stores: WorkerStores;
  readonly memory: ChannelMemory;
  /** Undefined where nothing is published. */
  readonly publish?: Publish | undefined;
}

/** Processes one batch of an event's queue. One message's failure is not another's. */
export async function processBatch<Name extends EventName>(
  records: readonly Pick<SQSRecord, 'messageId' | 'body'>[],
  contribution: Contribution<Name>,
  { timeZone, stores, memory, publish }: Workplace,
  deadline: Deadline,
): Promise<BatchOutcome> {
  const { tasks, unreadable } = readBatch(records, contribution, timeZone);
  const facts = await writeFacts(tasks, memory, stores, deadline);
  const numbers = await countTasks(facts.written, facts.channels, timeZone, stores, deadline);
  const processed = [...numbers.counted, ...numbers.alreadyCounted];
  const unpublished = (await publish?.(processed, deadline)) ?? [];
  return {
    messages: records.length,
    events: tasks.length,
    counted: numbers.counted.length,
    alreadyCounted: numbers.alreadyCounted.length,
    transactions: numbers.transactions,
    conflicts: numbers.conflicts,
    failures: [...unreadable, ...facts.failures, ...numbers.failures, ...unpublished],
  };
}
