import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';

/** An item as DynamoDB gives it. */
export type RawItem = Readonly<Record<string, AttributeValue>>;

/** An item as it is stored: values have the type the reader expects only after a look at them. */
export type StoredItem = Readonly<Record<string, unknown>>;

/** All items of a query, however many pages they fill. */
export async function queryAll(client: DynamoDBClient, input: QueryCommandInput): Promise<StoredItem[]> {
  return (await queryRaw(client, input)).map((item) => unmarshall(item));
}

/** The same as DynamoDB gives them, where most of what many items hold is not looked at. */
export async function queryRaw(client: DynamoDBClient, input: QueryCommandInput): Promise<RawItem[]> {
  const items: RawItem[] = [];
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(new QueryCommand({ ...input, ExclusiveStartKey }));
    for (const item of page.Items ?? []) items.push(item);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

/** How many items a query finds. */
export async function countAll(client: DynamoDBClient, input: QueryCommandInput): Promise<number> {
  let count = 0;
  let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
  do {
    const page = await client.send(new QueryCommand({ ...input, Select: 'COUNT', ExclusiveStartKey }));
    count += page.Count ?? 0;
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return count;
}

export function textOf(item: StoredItem, name: string): string | undefined {
  const value = item[name];
  return typeof value === 'string' ? value : undefined;
}
