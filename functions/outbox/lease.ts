import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema } from '../model/events-table.ts';
import type { EventsTable } from '../stores/stores.ts';
import { keyAttributes, type OutboxRow, outboxRow } from './outbox-row.ts';

/** How long a row is one run's alone, in milliseconds: longer than a run may take. */
export const leaseLength = 90_000;

const isWaiting = `attribute_exists(${eventsTableSchema.outboxIndex.partitionKey})`;
const isFree = '(attribute_not_exists(leaseUntil) OR leaseUntil < :now)';

/**
 * Makes a row this run's alone to send, and counts the attempt; gives the row as it is now. Undefined
 * where it was sent meanwhile or is another run's.
 * @throws what the AWS SDK throws where DynamoDB does not answer
 */
export async function lease(
  table: EventsTable,
  row: OutboxRow,
  runId: string,
  signal: AbortSignal,
): Promise<OutboxRow | undefined> {
  const now = Date.now();
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: keyAttributes(row),
    UpdateExpression: 'SET leaseUntil = :until, leasedBy = :run ADD sendAttempts :one',
    ConditionExpression: `${isWaiting} AND ${isFree}`,
    ExpressionAttributeValues: marshall({
      ':until': now + leaseLength,
      ':now': now,
      ':run': runId,
      ':one': 1,
    }),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes = {} } = await table.client.send(command, { abortSignal: signal });
    return outboxRow(Attributes);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return ownLease(error.Item, runId);
  }
}

/** The SDK asks again where the answer was lost, and then meets this run's own lease. */
function ownLease(item: Record<string, AttributeValue> | undefined, runId: string): OutboxRow | undefined {
  return item?.leasedBy?.S === runId ? outboxRow(item) : undefined;
}

/** Writes why a row could not be sent, and leaves it to the next run. */
export async function release(
  table: EventsTable,
  row: OutboxRow,
  runId: string,
  lastError: string,
  signal: AbortSignal,
): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: keyAttributes(row),
    UpdateExpression: 'SET lastError = :error REMOVE leaseUntil, leasedBy',
    ConditionExpression: 'leasedBy = :run',
    ExpressionAttributeValues: marshall({ ':error': lastError, ':run': runId }),
  });
  await table.client.send(command, { abortSignal: signal });
}
