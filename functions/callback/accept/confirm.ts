import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { WeixinEvent } from '../../model/event-types.ts';
import { claimKey, eventsTableSchema } from '../../model/events-table.ts';
import type { EventsTable } from '../../stores/stores.ts';

/** Writes into the claim that the event's queue holds it: from now on a retry is dropped at once. */
export async function confirm(table: EventsTable, event: WeixinEvent, signal: AbortSignal): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: marshall(claimKey(event)),
    UpdateExpression: 'SET enqueuedAt = :now',
    ConditionExpression: `attribute_exists(${eventsTableSchema.partitionKey})`,
    ExpressionAttributeValues: marshall({ ':now': new Date().toISOString() }),
  });
  await table.client.send(command, { abortSignal: signal });
}
