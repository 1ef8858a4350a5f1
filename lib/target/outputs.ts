import type { EventName } from '../../functions/model/event-types.ts';
import { type HandlerQueue, handlerNames, handlerQueueName } from '../../functions/model/handler-queue.ts';

/** Names of the stack's outputs: what the stack writes here, the commands read. */
export const outputs = {
  callbackUrl: 'CallbackUrl',
  callbackDnsTarget: 'CallbackDnsTarget',
  readToken: 'ReadToken',
  readKey: 'ReadEncodingAesKey',
  tokenSecret: 'TokenSecret',
  encodingAesKeySecret: 'EncodingAesKeySecret',
  eventsTable: 'EventsTable',
  insightsTable: 'InsightsTable',
  quarantineQueue: 'QuarantineQueue',
  timeZone: 'StatsTimeZone',
  alarmTopic: 'AlarmTopic',
  eventTopic: 'EventTopic',
  /** These three only where pushes are forwarded: what `npm run forward` plays Weixin with. */
  forwardUrl: 'ForwardUrl',
  appId: 'AppId',
  encryption: 'Encryption',
  /** This one only where there is a mail on Monday. */
  weekFunction: 'WeekFunction',
  /** These two only where there is a reader. */
  consoleUrl: 'ConsoleUrl',
  readApiUrl: 'ReadApiUrl',
} as const;

export function queueOutput(event: EventName): string {
  return `Queue${pascalCase(event)}`;
}

export function deadLettersOutput(event: EventName): string {
  return `DeadLetters${pascalCase(event)}`;
}

/** @param name a handler's: an event's with dashes, or `all` */
export function handlerQueueOutput(name: string): string {
  return `QueueOn${pascalCase(name)}`;
}

export function handlerDeadLettersOutput(name: string): string {
  return `DeadLettersOn${pascalCase(name)}`;
}

/** The queues of the handlers that a receiver has, by its outputs; none where it has no handler. */
export function handlerQueuesIn(found: Readonly<Record<string, string>>): readonly HandlerQueue[] {
  return handlerNames.flatMap((name) => {
    const [url, deadLettersUrl] = [found[handlerQueueOutput(name)], found[handlerDeadLettersOutput(name)]];
    return url && deadLettersUrl ? [{ name: handlerQueueName(name), url, deadLettersUrl }] : [];
  });
}

function pascalCase(name: string): string {
  return name.replace(/(^|[_-])([a-z])/g, (_match, _dash, letter: string) => letter.toUpperCase());
}
