import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema } from '../model/events-table.ts';
import type { Receiver } from './receive.ts';

/** How long loading may wait for AWS, in milliseconds: what hangs must leave the first push its own time. */
const longestWait = 500;

const { partitionKey, sortKey } = eventsTableSchema;
/** Of no item. */
const nobodysKey = marshall({ [partitionKey]: 'warm-up', [sortKey]: 'warm-up' });

/**
 * Reads the secrets and opens the connection to DynamoDB while the function is being loaded: Lambda gives it the
 * whole processor for that, and a push no more than its share by memory (AWS Lambda, "Lambda execution
 * environment"). What fails here is for the first push to try again, so nothing is said of it.
 */
export async function warmUp({ secrets, stores: { events } }: Receiver): Promise<void> {
  const abortSignal = AbortSignal.timeout(longestWait);
  try {
    await secrets.keys(abortSignal);
    const look = new GetItemCommand({ TableName: events.name, Key: nobodysKey });
    await events.client.send(look, { abortSignal });
  } catch {
    // As said.
  }
}
