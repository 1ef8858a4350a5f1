import { storedLabel } from '../../model/insights-table.ts';
import { productId } from '../../model/product.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { forEachAtMost } from '../../runtime/for-each-at-most.ts';
import { newestFact } from './fact.ts';
import { groupBy } from './group-by.ts';
import type { WorkerStores } from './stores.ts';
import { type Failure, failed, type Task } from './task.ts';
import { writeExtInfos } from './write-ext-infos.ts';
import { writeFact } from './write-fact.ts';

/** Tasks whose facts are written: they may be counted. */
export interface FactsOutcome {
  readonly written: readonly Task[];
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
  stores: WorkerStores,
  deadline: Deadline,
): Promise<FactsOutcome> {
  const errors = new Map<Task, unknown>();
  const writes = [...factWrites(tasks, stores, deadline), ...extInfoWrites(tasks, stores, deadline)];
  await forEachAtMost(writesAtOnce, writes, async (write) => {
    try {
      await write.run();
    } catch (error) {
      for (const task of write.tasks) errors.set(task, error);
    }
  });
  return {
    written: tasks.filter((task) => !errors.has(task)),
    failures: [...errors].map(([task, error]) => failed(task, error)),
  };
}

function factWrites(tasks: readonly Task[], stores: WorkerStores, deadline: Deadline): Write[] {
  const facts = tasks.flatMap((task) => task.facts.map((fact) => ({ task, fact })));
  const sameFact = groupBy(facts, ({ fact }) => JSON.stringify([fact.key.pk, fact.key.sk, fact.kind]));
  return sameFact.map((group) => {
    const [first, ...others] = group;
    const newest = newestFact([first.fact, ...others.map(({ fact }) => fact)]);
    return { tasks: group.map(({ task }) => task), run: () => writeFact(newest, stores, deadline) };
  });
}

function extInfoWrites(tasks: readonly Task[], stores: WorkerStores, deadline: Deadline): Write[] {
  const seen = tasks.flatMap((task) => {
    const extInfo = 'ExtInfo' in task.event ? storedLabel(task.event.ExtInfo) : '';
    return extInfo === '' ? [] : [{ task, extInfo }];
  });
  const sameProduct = groupBy(seen, ({ task }) => productId(task.event));
  return sameProduct.map((group) => {
    const texts = [...new Set(group.map(({ extInfo }) => extInfo))];
    const [{ task }] = group;
    return {
      tasks: group.map((each) => each.task),
      run: () => writeExtInfos(task.event, texts, stores, deadline),
    };
  });
}
