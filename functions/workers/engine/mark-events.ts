import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { isProductEvent } from '../../model/event-types.ts';
import { type EventKey, eventsTableSchema, expiresAt } from '../../model/events-table.ts';
import {
  accountVisit,
  fullPage,
  markKey,
  marksOnPage,
  overflowKey,
  ownerAttribute,
  productVisit,
} from '../../model/mark-keys.ts';
import { productId } from '../../model/product.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';

/** Where an event's mark stands, and the chunk that owns the event by it. */
export interface Mark {
  readonly task: Task;
  readonly key: EventKey;
  readonly owner: string;
}

/** Tasks whose event makes its user a visitor of the product that day, and of the account. */
export interface Visitors {
  readonly ofProduct: ReadonlySet<Task>;
  readonly ofAccount: ReadonlySet<Task>;
}

export interface Marking {
  readonly marks: readonly Mark[];
  readonly visitors: Visitors;
}

/** DynamoDB takes an expression of 4 KB: so many events in one. */
export const mostMarked = 25;

type Item = Readonly<Record<string, AttributeValue>>;
/** Attributes and the values they get where they have none. */
type Claims = ReadonlyMap<string, string>;

/**
 * Notes that a chunk owns some events, unless others do, and which of them make their user a visitor. The
 * first to say so is believed for good, so doing it again changes nothing.
 *
 * A page that is full never changes its events again. So whoever does not find an event on it is sure that
 * nobody will: the event's mark is where its name says, apart from the page.
 * @param tasks at most `mostMarked` of one person, day and type
 * @throws what `persist` throws; the events may be marked then, or some of them
 */
export async function markEvents(
  tasks: readonly [Task, ...Task[]],
  chunk: string,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Marking> {
  const [{ event, day }] = tasks;
  const pageKey = markKey(event.FromUserName, day, event.Event);
  const page = await markPage(pageKey, tasks, chunk, stores, deadline);

  /** What an attribute says: on the page, or where it has to be when the page was full before it came. */
  const settle = async (attribute: string, value: string) => {
    const onPage = page[attribute]?.S;
    if (onPage !== undefined) return { key: pageKey, value: onPage };
    const key = overflowKey(pageKey, attribute);
    const item = await claim(key, new Map([[attribute, value]]), stores, deadline);
    return { key, value: item[attribute]?.S ?? value };
  };

  const marks: Mark[] = [];
  const ofProduct = new Set<Task>();
  const ofAccount = new Set<Task>();
  for (const task of tasks) {
    const { key, value: owner } = await settle(ownerAttribute(task.order), chunk);
    marks.push({ task, key, owner });
    if (!task.visits) continue;
    if (isProductEvent(task.event)) {
      const visitor = await settle(productVisit(productId(task.event)), task.order);
      if (visitor.value === task.order) ofProduct.add(task);
    }
    if (page[accountVisit]?.S === task.order) ofAccount.add(task);
  }
  return { marks, visitors: { ofProduct, ofAccount } };
}

/** Puts the events on the page unless it is full; gives the page as it is then. */
async function markPage(
  key: EventKey,
  tasks: readonly Task[],
  chunk: string,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Item> {
  const claims = new Map(tasks.map(({ order }) => [ownerAttribute(order), chunk]));
  for (const { event, order } of tasks.filter(({ visits }) => visits)) {
    const product = isProductEvent(event) ? [productVisit(productId(event))] : [];
    for (const visit of [...product, accountVisit]) {
      if (!claims.has(visit)) claims.set(visit, order);
    }
  }
  return claim(key, claims, stores, deadline, tasks.length);
}

/**
 * Gives attributes that are not there a value; gives the item as it is then.
 * @param puts how many events are put on a page. @default it is none, and never full
 */
async function claim(
  key: EventKey,
  claims: Claims,
  stores: WorkerStores,
  deadline: Deadline,
  puts?: number,
): Promise<Item> {
  const names = [...claims.keys()];
  const assignments = names.map((_name, place) => `#${place} = if_not_exists(#${place}, :${place})`);
  const command = new UpdateItemCommand({
    TableName: stores.eventsTable,
    Key: marshall(key),
    UpdateExpression: `SET #expiry = :expiry, ${assignments.join(', ')}${puts ? ' ADD #n :puts' : ''}`,
    ...(puts && { ConditionExpression: 'attribute_not_exists(#n) OR #n < :full' }),
    ExpressionAttributeNames: {
      '#expiry': eventsTableSchema.timeToLive,
      ...(puts && { '#n': marksOnPage }),
      ...Object.fromEntries(names.map((name, place) => [`#${place}`, name])),
    },
    ExpressionAttributeValues: marshall({
      ':expiry': expiresAt(),
      ...(puts && { ':puts': puts, ':full': fullPage }),
      ...Object.fromEntries([...claims.values()].map((value, place) => [`:${place}`, value])),
    }),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes = {} } = await persist(deadline, (abortSignal) =>
      stores.dynamodb.send(command, { abortSignal }),
    );
    return Attributes;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw error;
  }
}
