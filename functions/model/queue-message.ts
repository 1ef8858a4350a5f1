import { isEventName, type WeixinEvent } from './event-types.ts';
import { readEvent, UnreadableEventError } from './read-event.ts';

/** How often an event's queue hands out a message before it is dead. */
export const maxReceiveCount = 10;

/** What stands on an event's queue: the event, and when it was received (ISO 8601). */
export interface EventMessage {
  readonly receivedAt: string;
  readonly event: WeixinEvent;
}

/** What stands on the quarantine queue: an authentic push nobody could read, as it came. */
export interface QuarantineMessage {
  readonly receivedAt: string;
  readonly reason: string;
  /** The push as text, or in base64 where it is not UTF-8. */
  readonly raw: string;
  readonly encoding: 'utf8' | 'base64';
}

/** Text of a message for a queue. */
export function encodeMessage(message: EventMessage | QuarantineMessage): string {
  return queueText(message);
}

/**
 * JSON as queues and topics take it. SQS and SNS refuse U+FFFE and U+FFFF, which JSON leaves as they are;
 * fauxqs, which stands in for them on one machine, also refuses what takes two UTF-16 units, such as emoji.
 */
export function queueText(value: object): string {
  return JSON.stringify(value).replace(
    /[\uD800-\uDFFF\uFFFE\uFFFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );
}

/**
 * Reads a message back from an event's queue.
 * @throws {UnreadableEventError} where the text is no message of ours
 */
export function decodeEventMessage(body: string): EventMessage {
  const message = parseObject(body);
  return { receivedAt: textOf(message, 'receivedAt'), event: eventOf(message.event) };
}

/** What stands on a handler's queue, of the published event that it is: what a handler is given. */
export interface PublishedMessage {
  /** The same however often the event is published. */
  readonly id: string;
  readonly event: WeixinEvent;
}

/**
 * Reads a message back from a handler's queue: a CloudEvent.
 * @throws {UnreadableEventError} where the text is none of ours
 */
export function decodePublishedMessage(body: string): PublishedMessage {
  const message = parseObject(body);
  return { id: textOf(message, 'id'), event: eventOf(message.data) };
}

/**
 * Reads a message back from the quarantine queue.
 * @throws {UnreadableEventError} where the text is no message of ours
 */
export function decodeQuarantineMessage(body: string): QuarantineMessage {
  return quarantineOf(parseObject(body));
}

/** Makes a quarantined push of a value from outside, such as a message or a stored item. */
export function quarantineOf(value: unknown): QuarantineMessage {
  if (!isObject(value)) throw new UnreadableEventError('no quarantined push');
  return {
    receivedAt: textOf(value, 'receivedAt'),
    reason: textOf(value, 'reason'),
    raw: textOf(value, 'raw'),
    encoding: value.encoding === 'base64' ? 'base64' : 'utf8',
  };
}

/** Makes a product event of a value from outside, such as a message or a stored item. */
export function eventOf(value: unknown): WeixinEvent {
  if (!isObject(value)) throw new UnreadableEventError('no event');
  const name = textOf(value, 'Event');
  if (!isEventName(name)) throw new UnreadableEventError('an event of no known type');
  const fields = Object.entries(value).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return readEvent(name, new Map(fields));
}

function parseObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (isObject(value)) return value;
  } catch (cause) {
    throw new UnreadableEventError('not JSON', { cause });
  }
  throw new UnreadableEventError('not a JSON object');
}

function textOf(object: Record<string, unknown>, key: string): string {
  const value = object[key];
  if (typeof value !== 'string') throw new UnreadableEventError(`no ${key}`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
