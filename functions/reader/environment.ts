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

export type ReaderVariable = StoreVariable | (typeof readerVariables)[number];
