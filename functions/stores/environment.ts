import { type EventName, eventNames } from '../model/event-types.ts';

export type QueueUrlVariable = `${Uppercase<EventName>}_QUEUE_URL`;

/** The variable that holds the URL of an event's queue, such as `USER_SCAN_PRODUCT_QUEUE_URL`. */
export function queueUrlVariable(name: EventName): QueueUrlVariable {
  return `${name.toUpperCase() as Uppercase<EventName>}_QUEUE_URL`;
}

export type DeadLettersUrlVariable = `${Uppercase<EventName>}_DEAD_LETTERS_URL`;

/** The variable that holds the URL of an event's dead-letter queue, such as `SUBSCRIBE_DEAD_LETTERS_URL`. */
export function deadLettersUrlVariable(name: EventName): DeadLettersUrlVariable {
  return `${name.toUpperCase() as Uppercase<EventName>}_DEAD_LETTERS_URL`;
}

/** Where the table and the queues are: all that the outbox drain reads from its environment. */
export const storeVariables = [
  'EVENTS_TABLE',
  'QUARANTINE_QUEUE_URL',
  ...eventNames.map(queueUrlVariable),
] as const;

export type StoreVariable = (typeof storeVariables)[number];
