import { eventNames } from '../model/event-types.ts';
import { deadLettersUrlVariable, type StoreVariable, storeVariables } from '../stores/environment.ts';

/** All that the reader function reads from its environment, but for the handlers' queues where there are any. */
export const readerVariables = [
  ...storeVariables,
  'INSIGHTS_TABLE',
  'STATS_TIME_ZONE',
  'STACK_NAME',
  ...eventNames.map(deadLettersUrlVariable),
] as const;

export type ReaderVariable = StoreVariable | (typeof readerVariables)[number];
