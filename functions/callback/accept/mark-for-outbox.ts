import { randomInt } from 'node:crypto';
import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  claimKey,
  eventsTableSchema,
  expiresAt,
  outboxShards,
  quarantineKey,
} from '../../model/events-table.ts';
import type { EventMessage, QuarantineMessage } from '../../model/queue-message.ts';
import type { EventsTable } from '../../stores/stores.ts';

const { partitionKey: shardName, sortKey: sinceName } = eventsTableSchema.outboxIndex;

/** What puts an item into the outbox index, from which the drain sends it. */
function outboxMark(): Record<string, string> {
  return { [shardName]: String(randomInt(outboxShards)), [sinceName]: new Date().toISOString() };
}

/**
 * Marks a claimed event whose queue did not take it, and says again what it is: its user may have been forgotten
 * since it was claimed.
 */
export async function markForOutbox(
  table: EventsTable,
  { event, receivedAt }: EventMessage,
  signal: AbortSignal,
): Promise<void> {
  const mark = outboxMark();
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: marshall(claimKey(event)),
    UpdateExpression: 'SET #shard = :shard, #since = :since, #event = :event, receivedAt = :receivedAt',
    ConditionExpression: `attribute_exists(${eventsTableSchema.partitionKey})`,
    ExpressionAttributeNames: { '#shard': shardName, '#since': sinceName, '#event': 'event' },
    ExpressionAttributeValues: marshall({
      ':shard': mark[shardName],
      ':since': mark[sinceName],
      ':event': event,
      ':receivedAt': receivedAt,
    }),
  });
  await table.client.send(command, { abortSignal: signal });
}

/** Keeps an unreadable push that the quarantine queue did not take; the same push again is the same item. */
export async function putQuarantineIntoOutbox(
  table: EventsTable,
  quarantine: QuarantineMessage,
  signal: AbortSignal,
): Promise<void> {
  const command = new PutItemCommand({
    TableName: table.name,
    Item: marshall({
      ...quarantineKey(quarantine.raw),
      quarantine,
      ...outboxMark(),
      [eventsTableSchema.timeToLive]: expiresAt(),
    }),
  });
  await table.client.send(command, { abortSignal: signal });
}
