import { type EventName, eventNames } from '../model/event-types.ts';
import { type StoreVariable, storeVariables } from '../stores/environment.ts';

export type DeadLettersUrlVariable = `${Uppercase<EventName>}_DEAD_LETTERS_URL`;

/** The variable that holds the URL of an event's dead-letter queue, such as `SUBSCRIBE_DEAD_LETTERS_URL`. */
export function deadLettersUrlVariable(name: EventName): DeadLettersUrlVariable {
  return `${name.toUpperCase() as Uppercase<EventName>}_DEAD_LETTERS_URL`;
}

/** All that the reader function reads from its environment. */
export const readerVariables = [
  ...storeVariables,
  'INSIGHTS_TABLE',
  'STATS_TIME_ZONE',
  'STACK_NAME',
  ...eventNames.map(deadLettersUrlVariable),
] as const;

/**
 * The one variable that is there only where there are handlers: their queues as JSON, by the names of the queues
 * rather than by their URLs, for all variables of a function have 4 KB.
 */
export const handlerQueuesVariable = 'HANDLER_QUEUES';

/** A handler with the names of its queue and of its dead-letter queue. */
export type NamedHandlerQueue = readonly [handler: string, queue: string, deadLetters: string];

export type ReaderVariable = StoreVariable | (typeof readerVariables)[number];
