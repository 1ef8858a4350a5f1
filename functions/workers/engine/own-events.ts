import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema, expiresAt } from '../../model/events-table.ts';
import { ownerAttribute } from '../../model/mark-keys.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { forEachAtMost } from '../../runtime/for-each-at-most.ts';
import { groupBy, inParts } from '../../runtime/group-by.ts';
import { type Mark, type Marking, markEvents, mostMarked, type Visitors } from './mark-events.ts';
import { persist } from './persist.ts';
import { settleFates } from './records.ts';
import type { WorkerStores } from './stores.ts';
import { type Failure, failed, type Task } from './task.ts';

/** Whose the events of a chunk are. */
export interface Ownership {
  /** The chunk's own: they are counted if and only if the chunk is. */
  readonly owned: readonly Task[];
  readonly visitors: Visitors;
  readonly alreadyCounted: readonly Task[];
  /** Tasks that may be the chunk's or not: nobody was told. It must not be counted any more. */
  readonly failures: readonly Failure[];
}

const writesAtOnce = 16;

/** What ownership is made of, while it is. */
interface Owning {
  readonly chunk: string;
  readonly stores: WorkerStores;
  readonly deadline: Deadline;
  readonly errors: Map<Task, unknown>;
}

/**
 * Makes a chunk the owner of its events, but for those that were counted before. An event that another chunk
 * owns is taken over once that chunk can never be counted.
 * @param dead chunks whose worker is known to have given them up
 */
export async function ownEvents(
  tasks: readonly Task[],
  chunk: string,
  dead: ReadonlySet<string>,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Ownership> {
  const owning: Owning = { chunk, stores, deadline, errors: new Map() };
  const { marks, visitors } = await markAll(tasks, owning);
  const owned = marks.filter(isOwn);
  const alreadyCounted: Mark[] = [];
  let foreign = marks.filter((mark) => !isOwn(mark));
  while (foreign.length > 0) {
    const { counted, taken } = await takeWhatIsFree(foreign, dead, owning);
    alreadyCounted.push(...counted);
    owned.push(...taken.filter(isOwn));
    foreign = taken.filter((mark) => !isOwn(mark));
  }
  return {
    owned: owned.map(({ task }) => task),
    visitors,
    alreadyCounted: alreadyCounted.map(({ task }) => task),
    failures: [...owning.errors].map(([task, error]) => failed(task, error)),
  };

  function isOwn({ owner }: Mark): boolean {
    return owner === chunk;
  }
}

/** Marks the events of a chunk, a person's together. */
async function markAll(tasks: readonly Task[], owning: Owning): Promise<Marking> {
  const { chunk, stores, deadline, errors } = owning;
  const markings: Marking[] = [];
  const pages = groupBy(tasks, ({ event, day }) => JSON.stringify([event.FromUserName, day]));
  await forEachAtMost(writesAtOnce, pages, async (page) => {
    for (const some of inParts(page, mostMarked)) {
      try {
        markings.push(await markEvents(some, chunk, stores, deadline));
      } catch (error) {
        for (const task of some) errors.set(task, error);
      }
    }
  });
  return {
    marks: markings.flatMap(({ marks }) => marks),
    visitors: {
      ofProduct: new Set(markings.flatMap(({ visitors }) => [...visitors.ofProduct])),
      ofAccount: new Set(markings.flatMap(({ visitors }) => [...visitors.ofAccount])),
    },
  };
}

/** Which of other chunks' events are counted, and whose those are afterwards that were not. */
async function takeWhatIsFree(foreign: readonly Mark[], dead: ReadonlySet<string>, owning: Owning) {
  const { chunk, stores, deadline, errors } = owning;
  const taken: Mark[] = [];
  try {
    const owners = [...new Set(foreign.map(({ owner }) => owner))];
    const fates = await settleFates(owners, dead, stores, deadline);
    const free = foreign.filter(({ owner }) => fates.get(owner) === 'aborted');
    await forEachAtMost(writesAtOnce, free, async (mark) => {
      try {
        taken.push({ ...mark, owner: await takeOver(mark, chunk, stores, deadline) });
      } catch (error) {
        errors.set(mark.task, error);
      }
    });
    return { counted: foreign.filter((mark) => !free.includes(mark)), taken };
  } catch (error) {
    for (const { task } of foreign) errors.set(task, error);
    return { counted: [], taken: [] };
  }
}

/** Replaces the owner of an event if it is still the one that was aborted; gives the owner after it. */
async function takeOver(
  { task, key, owner }: Mark,
  chunk: string,
  { dynamodb, eventsTable }: WorkerStores,
  deadline: Deadline,
): Promise<string> {
  const command = new UpdateItemCommand({
    TableName: eventsTable,
    Key: marshall(key),
    UpdateExpression: 'SET #expiry = :expiry, #owner = :mine',
    ConditionExpression: '#owner = :theirs',
    ExpressionAttributeNames: {
      '#expiry': eventsTableSchema.timeToLive,
      '#owner': ownerAttribute(task.order),
    },
    ExpressionAttributeValues: marshall({ ':expiry': expiresAt(), ':mine': chunk, ':theirs': owner }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await persist(deadline, (abortSignal) => dynamodb.send(command, { abortSignal }));
    return chunk;
  } catch (error) {
    const winner =
      error instanceof ConditionalCheckFailedException && error.Item?.[ownerAttribute(task.order)]?.S;
    if (winner) return winner;
    throw error;
  }
}
