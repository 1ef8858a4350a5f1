import { forgetClaim } from '../../forgetting/forget-claims.ts';
import { forgetPerson } from '../../forgetting/forget-person.ts';
import { eventType } from '../../model/event-types.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { forEachAtMost } from '../../runtime/for-each-at-most.ts';
import { groupBy } from '../../runtime/group-by.ts';
import type { ChannelMemory } from './channel-memory.ts';
import { mergedFact } from './fact.ts';
import type { WorkerStores } from './stores.ts';
import { type Failure, failed, type Task } from './task.ts';
import {
  type Channels,
  channelPartitions,
  channelsOf,
  recallChannels,
  writeChannels,
} from './write-channels.ts';
import { writeFact } from './write-fact.ts';

/** Tasks whose facts are written: they may be counted. */
export interface FactsOutcome {
  readonly written: readonly Task[];
  readonly channels: ReadonlyMap<Task, Channels>;
  readonly failures: readonly Failure[];
}

/** One write to one item for all tasks of the batch that need it. */
interface Write {
  readonly tasks: readonly Task[];
  readonly run: () => Promise<void>;
}

const writesAtOnce = 16;

/**
 * Writes what a batch says beyond numbers, each item once. Facts come before counting, for a counted
 * event is never looked at again; they can be written twice. A task of which one write failed is not
 * written.
 */
export async function writeFacts(
  tasks: readonly Task[],
  memory: ChannelMemory,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<FactsOutcome> {
  const errors = new Map<Task, unknown>();
  const carryOut = async ({ tasks: concerned, run }: Write) => {
    try {
      await run();
    } catch (error) {
      for (const task of concerned) errors.set(task, error);
    }
  };
  await carryOut(recall(tasks, memory, stores, deadline));
  const writes = [
    ...factWrites(tasks, stores, deadline),
    ...forgettingWrites(tasks, stores, deadline),
    ...channelWrites(
      tasks.filter((task) => !errors.has(task)),
      memory,
      stores,
      deadline,
    ),
  ];
  await forEachAtMost(writesAtOnce, writes, carryOut);
  const written = tasks.filter((task) => !errors.has(task));
  return {
    written,
    channels: new Map(
      written.flatMap((task) => {
        const channels = channelsOf(task, memory);
        return channels ? [[task, channels]] : [];
      }),
    ),
    failures: [...errors].map(([task, error]) => failed(task, error)),
  };
}

function recall(
  tasks: readonly Task[],
  memory: ChannelMemory,
  stores: WorkerStores,
  deadline: Deadline,
): Write {
  const concerned = tasks.filter((task) => channelPartitions(task).length > 0);
  const partitions = [...new Set(concerned.flatMap(channelPartitions))];
  return { tasks: concerned, run: () => recallChannels(partitions, memory, stores, deadline) };
}

function factWrites(tasks: readonly Task[], stores: WorkerStores, deadline: Deadline): Write[] {
  const facts = tasks.flatMap((task) => task.facts.map((fact) => ({ task, fact })));
  const sameItem = groupBy(facts, ({ fact }) => JSON.stringify([fact.key.pk, fact.key.sk]));
  return sameItem.map(([first, ...others]) => ({
    tasks: [first, ...others].map(({ task }) => task),
    run: async () => {
      const fact = mergedFact([first.fact, ...others.map(({ fact }) => fact)]);
      const forgottenAt = await writeFact(fact, stores, deadline);
      if (forgottenAt === undefined) return;
      // They came after their user had left: what their claims say goes too.
      const late = [first, ...others].filter(({ task }) => task.order <= forgottenAt);
      for (const { task } of late) await forgetClaim(stores, task.event, deadline);
    },
  }));
}

/** Before it is counted that somebody left they are forgotten, wholly: a worker that dies goes on next time. */
function forgettingWrites(tasks: readonly Task[], stores: WorkerStores, deadline: Deadline): Write[] {
  return tasks
    .filter(({ event }) => eventType(event.Event).forgets)
    .map((task) => ({
      tasks: [task],
      run: async () => {
        const { FromUserName, CreateTime } = task.event;
        await forgetPerson(stores, FromUserName, Number(CreateTime), deadline);
      },
    }));
}

function channelWrites(
  tasks: readonly Task[],
  memory: ChannelMemory,
  stores: WorkerStores,
  deadline: Deadline,
): Write[] {
  const seen = tasks.flatMap((task) => channelPartitions(task).map((partition) => ({ task, partition })));
  return groupBy(seen, ({ partition }) => partition).map((group) => ({
    tasks: group.map(({ task }) => task),
    run: () => {
      const extInfos = group.map(({ task }) => task.counted?.channel ?? '');
      return writeChannels(group[0].partition, extInfos, memory, stores, deadline);
    },
  }));
}
