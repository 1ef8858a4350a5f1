import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema } from '../model/events-table.ts';
import type { EventsTable } from '../stores/stores.ts';
import { keyAttributes, type OutboxRow } from './outbox-row.ts';

const { partitionKey, sortKey } = eventsTableSchema.outboxIndex;

/**
 * Writes that the queue holds a row's message, and takes the row out of the outbox. Whoever leases it:
 * what is on the queue must not be sent again.
 */
export async function confirmSent(table: EventsTable, row: OutboxRow, signal: AbortSignal): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: keyAttributes(row),
    UpdateExpression: `SET enqueuedAt = if_not_exists(enqueuedAt, :now) REMOVE ${partitionKey}, ${sortKey}, leaseUntil, leasedBy, lastError`,
    ConditionExpression: `attribute_exists(${partitionKey})`,
    ExpressionAttributeValues: marshall({ ':now': new Date().toISOString() }),
  });
  try {
    await table.client.send(command, { abortSignal: signal });
  } catch (error) {
    // Confirmed before: by this very call, whose answer was lost, or by the run that had the lease first.
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
