import { createTimeOfOrder, orderOfClaim } from '../model/event-order.ts';
import { eventType, isEventName } from '../model/event-types.ts';
import { eventsTableSchema } from '../model/events-table.ts';
import type { EventState, ProductName, TimelineEvent } from './answers.ts';
import { countedOf } from './counted-of.ts';
import { queryAll, type StoredItem, textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';

/** A user's events of the retention period, the oldest first. */
export async function readTimeline(
  source: InsightsSource,
  openid: string,
): Promise<TimelineEvent<ProductName>[]> {
  const items = await queryAll(source.dynamodb, {
    TableName: source.eventsTable,
    KeyConditionExpression: `${eventsTableSchema.partitionKey} = :openid`,
    ExpressionAttributeValues: { ':openid': { S: openid } },
  });
  const counted = await countedOf(source, items);
  const claims = items.filter((item) => item.event !== undefined);
  const claimed = new Set(claims.map((item) => orderOfItem(openid, item)));
  // An event that was sent while DynamoDB did not answer has no claim.
  const unclaimed = [...counted].filter(([order]) => !claimed.has(order));
  return [
    ...claims.map((item) => ofClaim(item, counted.has(orderOfItem(openid, item)))),
    ...unclaimed.map(([order, event]) => ofMark(order, event)),
  ].sort((one, other) => Number(one.createTime) - Number(other.createTime));
}

function orderOfItem(openid: string, item: StoredItem): string {
  return orderOfClaim({ FromUserName: openid, CreateTimeEvent: sortKeyOf(item) });
}

function ofClaim(item: StoredItem, isCounted: boolean): TimelineEvent<ProductName> {
  const pushed = Object.entries(Object(item.event)).filter(isText);
  const { Event = '', CreateTime, KeyStandard, KeyStr, ...others } = Object.fromEntries(pushed);
  return {
    event: Event,
    createTime: CreateTime ?? '',
    state: isCounted ? 'counted' : stateOf(item),
    receivedAt: textOf(item, 'receivedAt') ?? null,
    product: nameOf(KeyStandard, KeyStr),
    fields: inWeixinsOrder(Event, others),
  };
}

/** What an event says beyond its identity; DynamoDB keeps the attributes of a map in an order of its own. */
function inWeixinsOrder(event: string, pushed: Readonly<Record<string, string>>): Record<string, string> {
  const fields: readonly string[] = isEventName(event) ? eventType(event).fields : [];
  return Object.fromEntries(
    fields.flatMap((name) => (pushed[name] === undefined ? [] : [[name, pushed[name]]])),
  );
}

/** A mark tells when the event was and that it was counted, but not of which product. */
function ofMark(order: string, event: string): TimelineEvent<ProductName> {
  return {
    event,
    createTime: String(createTimeOfOrder(order)),
    state: 'counted',
    receivedAt: null,
    product: null,
    fields: {},
  };
}

function stateOf(item: StoredItem): EventState {
  if (item.enqueuedAt !== undefined) return 'enqueued';
  return item[eventsTableSchema.outboxIndex.partitionKey] === undefined ? 'claimed' : 'outbox';
}

function nameOf(keyStandard: string | undefined, keyStr: string | undefined): ProductName | null {
  return keyStandard === undefined || keyStr === undefined ? null : { keyStandard, keyStr };
}

function sortKeyOf(item: StoredItem): string {
  return textOf(item, eventsTableSchema.sortKey) ?? '';
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
