import { countedEvents } from '../model/counters.ts';
import { eventsTableSchema } from '../model/events-table.ts';
import type { Product } from '../model/product.ts';
import { isoOfCreateTime } from './moment.ts';
import { queryAll, type StoredItem, textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';

/** Whether a person was at a product lately; what is not seen may only not have arrived yet. */
export type Visit =
  | { readonly seen: true; readonly event: string; readonly at: string }
  | { readonly seen: false };

/**
 * The newest event of a person about a product.
 * @param within seconds before now, by CreateTime
 * @throws where the table does not answer: that is never "not seen"
 */
export async function readVisit(
  { dynamodb, eventsTable }: InsightsSource,
  openid: string,
  { KeyStandard, KeyStr }: Product,
  within: number,
  now: Date = new Date(),
): Promise<Visit> {
  const since = Math.floor(now.getTime() / 1000) - within;
  const claims = await queryAll(dynamodb, {
    TableName: eventsTable,
    // Claims begin with their CreateTime, ten digits; `:` comes right behind the digits, marks further on.
    KeyConditionExpression: `${eventsTableSchema.partitionKey} = :openid AND ${eventsTableSchema.sortKey} BETWEEN :since AND :end`,
    FilterExpression: '#event.KeyStandard = :standard AND #event.KeyStr = :code',
    ExpressionAttributeNames: { '#event': 'event' },
    ExpressionAttributeValues: {
      ':openid': { S: openid },
      ':since': { S: String(since) },
      ':end': { S: ':' },
      ':standard': { S: KeyStandard },
      ':code': { S: KeyStr },
    },
    ConsistentRead: true,
  });
  const events = claims.map((claim): StoredItem => Object(claim.event));
  const newest = events.findLast((event) => isOfPerson(textOf(event, 'Event'))) ?? {};
  const [event, createTime] = [textOf(newest, 'Event'), textOf(newest, 'CreateTime')];
  if (event === undefined || createTime === undefined) return { seen: false };
  return { seen: true, event, at: isoOfCreateTime(createTime) };
}

/** Whether events of a type are something a person does: Weixin's review, which counts nothing, is not. */
function isOfPerson(event: string | undefined): boolean {
  return countedEvents.some(({ name }) => name === event);
}
