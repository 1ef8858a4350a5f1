import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { dayOf } from '../../functions/model/day.ts';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { claimKey, expiresAt } from '../../functions/model/events-table.ts';
import {
  daySortKey,
  listingKey,
  productPartition,
  quietShard,
  userKey,
} from '../../functions/model/insights-table.ts';
import type { WorkerStores } from '../../functions/workers/engine/stores.ts';

/**
 * One transaction an event, as one would write it first: a marker against copies, the day's counters, the
 * product's totals, the user's profile and the visit of that day.
 */
export async function countPlainly(
  dynamodb: DynamoDBClient,
  { eventsTable, insightsTable }: WorkerStores,
  event: WeixinEvent<'user_scan_product'>,
  timeZone: string,
): Promise<void> {
  const day = dayOf(event.CreateTime, timeZone);
  const { FromUserName, KeyStr, Country, Province, City, Sex, Scene } = event;
  const visit = { FromUserName, CreateTimeEvent: `visit#${day}#${KeyStr}` };
  const command = new TransactWriteItemsCommand({
    TransactItems: [
      {
        Put: {
          TableName: eventsTable,
          Item: marshall({ ...markerKey(event), expiresAt: expiresAt() }),
          ConditionExpression: 'attribute_not_exists(FromUserName)',
        },
      },
      add(insightsTable, { pk: productPartition(event), sk: `${daySortKey(day)}${quietShard}` }, [
        'opened',
        `scene:${Scene}`,
        `sex:${Sex}`,
        `place:${Country}/${Province}`,
      ]),
      add(insightsTable, listingKey(event, quietShard), ['opened']),
      {
        Put: {
          TableName: insightsTable,
          Item: marshall({ ...userKey(FromUserName), Country, Province, City, Sex }),
        },
      },
      {
        Put: {
          TableName: eventsTable,
          Item: marshall({ ...visit, expiresAt: expiresAt() }),
        },
      },
    ],
  });
  await dynamodb.send(command);
}

function add(TableName: string, key: object, counters: readonly string[]) {
  return {
    Update: {
      TableName,
      Key: marshall(key),
      UpdateExpression: `ADD ${counters.map((_counter, place) => `#${place} :one`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(counters.map((name, place) => [`#${place}`, name])),
      ExpressionAttributeValues: marshall({ ':one': 1 }),
    },
  };
}

function markerKey(event: WeixinEvent) {
  const key = claimKey(event);
  return { ...key, CreateTimeEvent: `counted#${key.CreateTimeEvent}` };
}
