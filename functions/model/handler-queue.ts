import { dashedName, eventNames } from './event-types.ts';

/** What a file of handlers/ may be called, without its ending: `all` gets every type of event. */
export const handlerNames: readonly string[] = [...eventNames.map(dashedName), 'all'];

/** A handler's queue as commands and reports call it. */
export type HandlerQueueName = `on-${string}`;

export function handlerQueueName(handler: string): HandlerQueueName {
  return `on-${handler}`;
}

/** Where the events of a handler wait. */
export interface HandlerQueue {
  readonly name: HandlerQueueName;
  readonly url: string;
  readonly deadLettersUrl: string;
}
