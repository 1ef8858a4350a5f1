import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventOrder } from '../../model/event-order.ts';
import { eventsTableSchema, expiresAt, visitorKey } from '../../model/events-table.ts';
import { productId } from '../../model/product.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';
import type { Visitors } from './transaction.ts';

const account = 'account';

/**
 * Notes which products one person opened on one day, and finds the tasks that count the person as a
 * visitor: of a product and of the account the event that was first to write. It stays that one, however
 * often this is done again and by whom, so its transaction, which is made once, is the only one to add.
 * @param tasks openings by one person on one day
 * @throws what `persist` throws
 */
export async function writeVisitors(
  tasks: readonly [Task, ...Task[]],
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Visitors> {
  const [{ event, day }] = tasks;
  const claims = new Map([[account, eventOrder(event)]]);
  for (const task of tasks) {
    const product = productAttribute(task);
    if (!claims.has(product)) claims.set(product, eventOrder(task.event));
  }
  const names = [...claims.keys()];
  const assignments = names.map((_name, place) => `#${place} = if_not_exists(#${place}, :${place})`);
  const orders = [...claims.values()].map((order, place) => [`:${place}`, order]);
  const command = new UpdateItemCommand({
    TableName: stores.eventsTable,
    Key: marshall(visitorKey(event.FromUserName, day)),
    UpdateExpression: `SET #expiry = :expiry, ${assignments.join(', ')}`,
    ExpressionAttributeNames: {
      '#expiry': eventsTableSchema.timeToLive,
      ...Object.fromEntries(names.map((name, place) => [`#${place}`, name])),
    },
    ExpressionAttributeValues: marshall({ ':expiry': expiresAt(), ...Object.fromEntries(orders) }),
    ReturnValues: 'UPDATED_NEW',
  });
  const { Attributes = {} } = await persist(deadline, (abortSignal) =>
    stores.dynamodb.send(command, { abortSignal }),
  );
  const countedBy = (name: string, task: Task) => Attributes[name]?.S === eventOrder(task.event);
  return {
    ofProduct: new Set(tasks.filter((task) => countedBy(productAttribute(task), task))),
    ofAccount: new Set(tasks.filter((task) => countedBy(account, task))),
  };
}

function productAttribute({ event }: Task): string {
  return `product:${productId(event)}`;
}
