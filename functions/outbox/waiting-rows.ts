import { type AttributeValue, QueryCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { eventsTableSchema, outboxShards } from '../model/events-table.ts';
import type { EventsTable } from '../stores/stores.ts';
import { type OutboxRow, outboxRow } from './outbox-row.ts';

const { name: IndexName, partitionKey } = eventsTableSchema.outboxIndex;
/** Rows read at once of each shard. */
const pageSize = 50;

/**
 * What the outbox holds, a page of every shard at a time, each oldest first. The index lags behind the
 * table: a row may be gone by now, which its lease finds out.
 */
export async function* waitingRows(
  table: EventsTable,
  signal: AbortSignal,
): AsyncGenerator<readonly OutboxRow[]> {
  let shards: Shard[] = Array.from({ length: outboxShards }, (_, shard) => ({ shard }));
  while (shards.length > 0) {
    const pages = await Promise.all(shards.map((shard) => readPage(table, shard, signal)));
    yield pages.flatMap(({ rows }) => rows).sort((one, other) => (one.since < other.since ? -1 : 1));
    shards = pages.flatMap(({ next }) => (next ? [next] : []));
  }
}

interface Shard {
  readonly shard: number;
  readonly startKey?: Record<string, AttributeValue>;
}

async function readPage(table: EventsTable, { shard, startKey }: Shard, signal: AbortSignal) {
  const command = new QueryCommand({
    TableName: table.name,
    IndexName,
    KeyConditionExpression: `${partitionKey} = :shard`,
    ExpressionAttributeValues: marshall({ ':shard': String(shard) }),
    Limit: pageSize,
    ...(startKey && { ExclusiveStartKey: startKey }),
  });
  const { Items = [], LastEvaluatedKey } = await table.client.send(command, { abortSignal: signal });
  const next: Shard | undefined = LastEvaluatedKey && { shard, startKey: LastEvaluatedKey };
  return { rows: Items.map(outboxRow), next };
}
