import { PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { eventOrder } from '../../functions/model/event-order.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { clientWith } from '../support/client-with.ts';
import type { Stores } from '../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../support/workers.ts';

const events = ['1438250110', '1438250111'].map((CreateTime) =>
  sampleEvent('user_scan_product', { CreateTime }),
);
/** The names of the model's two events on a mark. */
export const orders = events.map((event) => eventOrder(event));

/** What a worker asked DynamoDB for, a request of each step, and the ids of its chunk and of the dead one. */
export interface CountSamples {
  readonly mark: UpdateItemCommand;
  readonly abort: PutItemCommand;
  readonly takeOver: UpdateItemCommand;
  readonly count: TransactWriteItemsCommand;
  readonly chunks: readonly [mine: string, theirs: string];
}

/** A worker marks both events and dies; the next one takes them over and counts them. */
export async function countSamples(stores: Stores): Promise<CountSamples> {
  await new Promise<void>((resolve) => {
    void work(stores, (command) => {
      if (!(command instanceof TransactWriteItemsCommand)) return undefined;
      resolve();
      return new Promise<never>(() => {});
    });
  });
  const asked: object[] = [];
  await work(stores, (command) => void asked.push(command));

  const ofMarks = asked.filter((command) => command instanceof UpdateItemCommand).filter(isOfEvents(stores));
  const mark = found(ofMarks.find(({ input }) => input.UpdateExpression?.includes('if_not_exists')));
  const takeOver = found(ofMarks.find(({ input }) => !input.UpdateExpression?.includes('if_not_exists')));
  const values = takeOver.input.ExpressionAttributeValues;
  return {
    mark,
    takeOver,
    abort: found(asked.filter((command) => command instanceof PutItemCommand).find(isOfEvents(stores))),
    count: found(asked.find((command) => command instanceof TransactWriteItemsCommand)),
    chunks: [String(values?.[':mine']?.S), String(values?.[':theirs']?.S)],
  };
}

function isOfEvents({ eventsTable }: Stores) {
  return ({ input }: { readonly input: { readonly TableName?: string | undefined } }) =>
    input.TableName === eventsTable;
}

export function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the worker did not ask for it');
  return value;
}

/** @param before told of each command; what it promises is waited for */
async function work(stores: Stores, before: (command: object) => Promise<void> | undefined): Promise<void> {
  const client = clientWith(stores.dynamodb, { before });
  await workers.user_scan_product(events.map(messageOf), workplaceAt(client, stores));
}
