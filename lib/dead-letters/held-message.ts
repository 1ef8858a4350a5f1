import type { Message } from '@aws-sdk/client-sqs';
import { readPush } from '../../functions/callback/read/read-push.ts';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import {
  decodeEventMessage,
  decodePublishedMessage,
  decodeQuarantineMessage,
  maxReceiveCount,
} from '../../functions/model/queue-message.ts';
import { UnreadableEventError } from '../../functions/model/read-event.ts';

/** What a message says to the code of today. */
export type Content =
  | {
      readonly kind: 'event';
      readonly event: WeixinEvent;
      readonly receivedAt: string;
      /** Why it was quarantined; undefined for a dead letter. */
      readonly quarantinedFor?: string;
    }
  /** A handler's: the published event, and the key by which the handler tells copies. */
  | {
      readonly kind: 'published';
      readonly id: string;
      readonly event: WeixinEvent;
      readonly receivedAt?: never;
    }
  /** Nothing a worker or a handler could take, and why not. */
  | {
      readonly kind: 'unreadable';
      readonly problem: string;
      readonly receivedAt: string | undefined;
      /** The push as it came, of a quarantined one: as text, or in base64 where it is not UTF-8. */
      readonly raw?: string;
      readonly encoding?: 'utf8' | 'base64';
    };

/** A message of a dead-letter or quarantine queue, received and not yet given back. */
export interface HeldMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly content: Content;
  /** How often its worker or handler was given it; 0 for a quarantined push, which none saw. */
  readonly tries: number;
  readonly sentAt: Date;
  /** How often it was moved back to a queue before. */
  readonly redrives: number;
}

/** The message attribute that counts how often a message was moved back; workers and handlers do not read it. */
export const redrivesAttribute = 'redrives';

/** What a queue that holds messages for an operator holds. */
export type Kind = 'deadLetters' | 'handlerDeadLetters' | 'quarantine';

const readers: Readonly<Record<Kind, (body: string) => Content>> = {
  deadLetters: readDeadLetter,
  handlerDeadLetters: readHandlerDeadLetter,
  quarantine: readQuarantined,
};

export function heldMessage(message: Message, kind: Kind): HeldMessage {
  const { MessageId = '', ReceiptHandle = '', Body = '', Attributes = {}, MessageAttributes = {} } = message;
  const redrives = Number(MessageAttributes[redrivesAttribute]?.StringValue ?? 0);
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    content: readSafely(Body, readers[kind]),
    // SQS's own count goes on with every look an operator takes.
    tries: kind === 'quarantine' ? 0 : maxReceiveCount * (redrives + 1),
    sentAt: new Date(Number(Attributes.SentTimestamp ?? 0)),
    redrives,
  };
}

/** Reads a message of an event's dead-letter queue. */
function readDeadLetter(body: string): Content {
  return { kind: 'event', ...decodeEventMessage(body) };
}

/** Reads a message of a handler's dead-letter queue. */
function readHandlerDeadLetter(body: string): Content {
  return { kind: 'published', ...decodePublishedMessage(body) };
}

/** Reads a quarantined push with the code of today, which may understand what its forerunner did not. */
function readQuarantined(body: string): Content {
  const { raw, encoding, receivedAt, reason } = decodeQuarantineMessage(body);
  const read = readPush(Buffer.from(raw, encoding));
  if (read.kind === 'event') return { kind: 'event', event: read.event, receivedAt, quarantinedFor: reason };
  const problem = read.kind === 'other' ? `no product event: ${read.label}` : read.reason;
  return { kind: 'unreadable', problem, receivedAt, raw, encoding };
}

function readSafely(body: string, read: (body: string) => Content): Content {
  try {
    return read(body);
  } catch (error) {
    if (!(error instanceof UnreadableEventError)) throw error;
    return { kind: 'unreadable', problem: `${error.name}: ${error.message}`, receivedAt: undefined };
  }
}
