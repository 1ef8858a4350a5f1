import { callbackVariables } from '../callback/environment.ts';

/** What the outbox drain reads from its environment: the table it empties and the queues it fills. */
export const outboxVariables = callbackVariables.filter(isStore);

export type OutboxVariable = (typeof outboxVariables)[number];

function isStore<Name extends string>(
  name: Name,
): name is Extract<Name, 'EVENTS_TABLE' | `${string}_QUEUE_URL`> {
  return name === 'EVENTS_TABLE' || name.endsWith('_QUEUE_URL');
}
