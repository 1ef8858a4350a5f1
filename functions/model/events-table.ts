import { eventType, fieldOf, isEventName, type WeixinEvent } from './event-types.ts';
import { escapePart, sha256, unescapePart } from './key-text.ts';

/**
 * The Events table: claims, the outbox, the last errors of dead letters, and what makes an event count once
 * (mark-keys.ts). One partition is one user's timeline, in the order of CreateTime; the names are what an
 * operator reads in the AWS console.
 */
export const eventsTableSchema = {
  partitionKey: 'FromUserName',
  sortKey: 'CreateTimeEvent',
  timeToLive: 'expiresAt',
  /** Sparse: holds only claims and unreadable pushes whose message SQS did not take. */
  outboxIndex: { name: 'outbox', partitionKey: 'outboxShard', sortKey: 'outboxSince' },
} as const;

/** Spread of the outbox index, so that an outage of SQS does not heat one partition. */
export const outboxShards = 4;

/** How long claims and marks are kept: beyond 7 days of queue, 14 days of DLQ and a redrive. */
export const retentionDays = 45;

export interface EventKey {
  readonly FromUserName: string;
  readonly CreateTimeEvent: string;
}

// DynamoDB's sort key ends at 1,024 bytes; a prefix has to fit in front.
const longestSortKey = 1000;
const lastErrorPrefix = 'failed#';

/**
 * The key of an event's claim: FromUserName and CreateTime, as Weixin recommends for events without a
 * MsgId, refined by event type, account and what the type declares to identify it, since CreateTime has
 * one-second resolution.
 */
export function claimKey(event: WeixinEvent): EventKey {
  const when = `${event.CreateTime}#${event.Event}`;
  const values = eventType(event.Event).identity.map((field) => fieldOf(event, field));
  const identity = [event.ToUserName, ...values].map(escapePart).join('#');
  const readable = `${when}#${identity}`;
  const sortKey =
    Buffer.byteLength(readable) <= longestSortKey ? readable : `${when}#sha256:${sha256(identity)}`;
  return { FromUserName: event.FromUserName, CreateTimeEvent: sortKey };
}

/** The key of why the event's worker gave up on it: SQS moves a dead letter and keeps no reason. */
export function lastErrorKey(event: WeixinEvent): EventKey {
  const key = claimKey(event);
  return { ...key, CreateTimeEvent: `${lastErrorPrefix}${key.CreateTimeEvent}` };
}

/** What a claim's sort key says of its event; no more than type and time where it holds a digest. */
export function readClaimSortKey(sortKey: string): {
  readonly CreateTime: string;
  readonly Event: string;
  readonly identity: Readonly<Record<string, string>>;
} {
  const [CreateTime = '', Event = '', ...parts] = sortKey.split('#').map(unescapePart);
  const fields = isEventName(Event) ? ['ToUserName', ...eventType(Event).identity] : [];
  const isReadable = parts.length === fields.length;
  const identity = isReadable ? fields.map((field, place) => [field, parts[place] ?? '']) : [];
  return { CreateTime, Event, identity: Object.fromEntries(identity) };
}

/** The key under which a push nobody could read waits in the outbox for the quarantine queue. */
export function quarantineKey(raw: string): EventKey {
  return { FromUserName: 'quarantine', CreateTimeEvent: `raw#${sha256(raw)}` };
}

/** Attributes of a claim that say what happened; what else it holds is what tells a retry. */
export const claimContent = ['event', 'receivedAt'] as const;

/** TTL of an item written now, in seconds since 1970. */
export function expiresAt(now: Date = new Date()): number {
  return Math.floor(now.getTime() / 1000) + retentionDays * 24 * 60 * 60;
}
