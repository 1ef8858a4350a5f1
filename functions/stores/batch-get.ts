import { type AttributeValue, BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

/** DynamoDB's limit of one BatchGetItem. */
const mostKeys = 100;

export interface BatchGetOptions {
  /** @default it may be a moment behind, at half the price */
  readonly consistent?: boolean;
  readonly signal?: AbortSignal;
}

/** The items of a table under some keys, in no order; a key without an item gives none. */
export async function batchGet(
  dynamodb: DynamoDBClient,
  table: string,
  keys: readonly object[],
  { consistent = false, signal }: BatchGetOptions = {},
): Promise<Record<string, unknown>[]> {
  const items: Record<string, AttributeValue>[] = [];
  let waiting: Record<string, AttributeValue>[] = keys.map((key) => marshall(key));
  while (waiting.length > 0) {
    const Keys: Record<string, AttributeValue>[] = waiting.slice(0, mostKeys);
    const command: BatchGetItemCommand = new BatchGetItemCommand({
      RequestItems: { [table]: { Keys, ConsistentRead: consistent } },
    });
    const { Responses, UnprocessedKeys } = await dynamodb.send(command, {
      ...(signal && { abortSignal: signal }),
    });
    items.push(...(Responses?.[table] ?? []));
    waiting = [...(UnprocessedKeys?.[table]?.Keys ?? []), ...waiting.slice(mostKeys)];
  }
  return items.map((item) => unmarshall(item));
}
