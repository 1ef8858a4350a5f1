import { type ProductEventName, productEventNames } from '../model/product-events.ts';

export type QueueUrlVariable = `${Uppercase<ProductEventName>}_QUEUE_URL`;

/** The variable that holds the URL of an event's queue, such as `USER_SCAN_PRODUCT_QUEUE_URL`. */
export function queueUrlVariable(name: ProductEventName): QueueUrlVariable {
  return `${name.toUpperCase() as Uppercase<ProductEventName>}_QUEUE_URL`;
}

/** Where the table and the queues are: all that the outbox drain reads from its environment. */
export const storeVariables = [
  'EVENTS_TABLE',
  'QUARANTINE_QUEUE_URL',
  ...productEventNames.map(queueUrlVariable),
] as const;

export type StoreVariable = (typeof storeVariables)[number];
