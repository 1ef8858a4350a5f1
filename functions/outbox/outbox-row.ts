import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { type EventKey, eventsTableSchema } from '../model/events-table.ts';
import { type EventMessage, eventOf, type QuarantineMessage, quarantineOf } from '../model/queue-message.ts';

const { partitionKey, sortKey, outboxIndex } = eventsTableSchema;

/** An item of the Events table that waits to be sent. */
export interface OutboxRow {
  readonly key: EventKey;
  /** When it was put there, ISO 8601. */
  readonly since: string;
  readonly item: Readonly<Record<string, unknown>>;
}

export function outboxRow(attributes: Readonly<Record<string, AttributeValue>>): OutboxRow {
  const item: Record<string, unknown> = unmarshall(attributes);
  return {
    key: { FromUserName: String(item[partitionKey]), CreateTimeEvent: String(item[sortKey]) },
    since: String(item[outboxIndex.sortKey]),
    item,
  };
}

export function keyAttributes(row: OutboxRow): Record<string, AttributeValue> {
  return marshall(row.key);
}

/**
 * What is to be sent of a row.
 * @throws {UnreadableEventError} where it holds neither an event nor a quarantined push
 */
export function messageOf({ item }: OutboxRow): EventMessage | QuarantineMessage {
  if (item.quarantine !== undefined) return quarantineOf(item.quarantine);
  return { receivedAt: String(item.receivedAt), event: eventOf(item.event) };
}
