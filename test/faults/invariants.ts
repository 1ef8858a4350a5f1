import { breakdownsOf, counterNamed } from '../../functions/model/counters.ts';
import { eventOrder, orderAfter } from '../../functions/model/event-order.ts';
import {
  type EventName,
  eventType,
  fieldOf,
  isProductEvent,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import {
  accountPartition,
  type Belief,
  beliefs,
  firstSeen,
  forgottenAt,
  listedProductId,
  productPartition,
  readDaySortKey,
  reviewPrefix,
  userKey,
} from '../../functions/model/insights-table.ts';
import { readMark, readRecord } from '../../functions/model/mark-keys.ts';
import { productId } from '../../functions/model/product.ts';
import type { PublishedMessage } from '../../functions/model/queue-message.ts';
import {
  channelOfAttribute,
  hourOfAttribute,
  labelOfAttribute,
  pageEvents,
  pageVisitors,
} from '../../functions/model/statistics.ts';
import { isAcknowledged } from '../../lib/weixin/deliver.ts';
import type { Cloud } from './cloud.ts';
import type { Delivery } from './delivery.ts';
import type { Row } from './holdings.ts';
import { wrongPublications } from './publications.ts';

/**
 * The latest that Weixin may get its answer, in milliseconds: the push's own end (functions/callback/accept), and half
 * a second to start and to say so. API Gateway answers by itself after 4.5 seconds, which is no answer of ours.
 */
const latestAnswer = 4000;

/** What an event of each type says of its user that a newer one replaces; all say that the user was there. */
const sayings: Readonly<Partial<Record<EventName, Belief>>> = {
  user_scan_product: 'country',
  subscribe: 'follow',
  user_scan_product_async: 'region',
};

/** What all workers have written. */
interface Written {
  readonly events: readonly Row[];
  readonly insights: readonly Row[];
}

/**
 * What is wrong with what a storm left behind, in words; nothing where the guarantees held (README, How it works).
 * To be asked once nothing is on its way any more.
 */
export async function violations(cloud: Cloud, deliveries: readonly Delivery[]): Promise<string[]> {
  const { holdings } = cloud;
  const written = { events: await holdings.events(), insights: await holdings.insights() };
  const quarantined = await holdings.messages(holdings.quarantineUrl);
  const counted = deliveries.map(({ event }) => event).filter((event) => isMarked(event, written));
  const published = await holdings.subscriber?.received();
  return [
    ...(quarantined > 0 ? [`${quarantined} readable events in quarantine`] : []),
    ...deliveries.flatMap((delivery) => lateAnswers(delivery)),
    ...deliveries.flatMap((delivery) => wrongNumbers(delivery, written)),
    ...wrongProfiles(counted, written),
    ...wrongDepartures(written),
    ...(published ? deliveries.flatMap(({ event }) => wronglyPublished(event, written, published)) : []),
  ];
}

function lateAnswers({ event, attempts }: Delivery): string[] {
  return attempts
    .filter(({ milliseconds }) => milliseconds > latestAnswer)
    .map(({ milliseconds }) => `answered after ${milliseconds} ms: ${named(event)}`);
}

/** The event's numbers all have to say the same: once where it was acknowledged, else once or never. */
function wrongNumbers({ event, attempts }: Delivery, written: Written): string[] {
  const numbers = numbersOf(event, written);
  const allowed = isAcknowledged(attempts) ? [1] : [0, 1];
  const isRight = new Set(Object.values(numbers)).size === 1 && allowed.includes(numbers.marked);
  const answered = isAcknowledged(attempts) ? 'acknowledged' : 'not acknowledged';
  return isRight ? [] : [`${answered}, but ${JSON.stringify(numbers)}: ${named(event)}`];
}

function numbersOf(event: WeixinEvent, written: Written): { marked: number } & Record<string, number> {
  const marked = isMarked(event, written) ? 1 : 0;
  // What the account alone counts is not an event's of its own: `departures` adds it up.
  if (!isProductEvent(event)) return { marked };
  const ofProduct = written.insights.filter(({ pk }) => pk === productPartition(event));
  const counter = counterNamed(event.Event);
  if (counter === undefined) {
    return { marked, reviews: ofProduct.filter(({ sk }) => String(sk).startsWith(reviewPrefix)).length };
  }
  const listing = written.insights.filter(
    ({ pk, sk }) => String(pk).startsWith('products#') && listedProductId(String(sk)) === productId(event),
  );
  const pages = ofProduct.filter(({ sk }) => readDaySortKey(String(sk)).counter === counter);
  const labelled = breakdownsOf(event.Event).map(([breakdown, { letter }]): [string, number] => [
    breakdown,
    sum(pages, (name) => labelOfAttribute(letter, name) !== undefined),
  ]);
  return {
    marked,
    day: sum(pages, (name) => name === pageEvents),
    total: sum(listing, (name) => name === counter),
    channels: sum(pages, (name) => channelOfAttribute(name) !== undefined),
    ...Object.fromEntries(labelled),
    ...(eventType(event.Event).visits && {
      visitors: sum(pages, (name) => name === pageVisitors),
      hours: sum(pages, (name) => hourOfAttribute(name) !== undefined),
    }),
  };
}

function sum(rows: readonly Row[], isWanted: (name: string) => boolean): number {
  return rows
    .flatMap((row) => Object.entries(row))
    .filter(([name]) => isWanted(name))
    .reduce((total, [, value]) => total + Number(value), 0);
}

/** A profile knows the newest of what events that were counted said, and when the first of them was. */
function wrongProfiles(counted: readonly WeixinEvent[], { insights }: Written): string[] {
  const ownEvents = counted.filter(({ Event }) => Event !== 'user_scan_product_verify_action');
  const users = [...new Set(ownEvents.map(({ FromUserName }) => FromUserName))];
  return users.flatMap((openid) => {
    const { pk: partition, sk: sortKey } = userKey(openid);
    const profile = insights.find(({ pk, sk }) => pk === partition && sk === sortKey);
    const expected = expectedProfile(ownEvents.filter(({ FromUserName }) => FromUserName === openid));
    return Object.entries(expected)
      .filter(([name, order]) => profile?.[name] !== order)
      .map(([name, order]) => `the profile of ${openid} has ${name} ${profile?.[name]} instead of ${order}`);
  });
}

function expectedProfile(all: readonly WeixinEvent[]): Record<string, string | undefined> {
  const left = all.filter(({ Event }) => Event === 'unsubscribe').map(({ CreateTime }) => Number(CreateTime));
  const forgotten = left.length > 0 ? orderAfter(Math.max(...left)) : undefined;
  const events = all.filter((event) => eventOrder(event) > (forgotten ?? ''));
  const newest = Object.entries(sayings).flatMap(([name, belief]) => {
    const order = orders(events.filter(({ Event }) => Event === name)).at(-1);
    return order === undefined ? [] : [[beliefs[belief].clock, order]];
  });
  return {
    [forgottenAt]: forgotten,
    // Where the news that they left came late, a profile no longer knows the very first event since.
    ...(forgotten === undefined && { [firstSeen]: orders(events)[0] }),
    [beliefs.seen.clock]: orders(events).at(-1),
    ...Object.fromEntries(newest),
  };
}

function orders(events: readonly WeixinEvent[]): string[] {
  return events.map(eventOrder).sort();
}

/** Whether the event's mark names a chunk whose record says that it is counted. */
function isMarked(event: WeixinEvent, written: Written): boolean {
  const order = eventOrder(event);
  const committed = committedChunks(written);
  return written.events
    .filter((row) => row[eventsTableSchema.partitionKey] === event.FromUserName)
    .map((row) => readMark(String(row[eventsTableSchema.sortKey]), row))
    .filter((mark) => mark?.event === event.Event)
    .some((mark) =>
      mark?.owners.some(({ eventOrder, chunk }) => eventOrder === order && committed.has(chunk)),
    );
}

function committedChunks({ events }: Written): ReadonlySet<string> {
  const records = events.map(readRecord);
  return new Set(records.flatMap((record) => (record?.fate === 'committed' ? [record.chunk] : [])));
}

/** What only the account counts adds up to what was marked, each event once. */
function wrongDepartures(written: Written): string[] {
  const committed = committedChunks(written);
  const left = written.events
    .map((row) => readMark(String(row[eventsTableSchema.sortKey]), row))
    .filter((mark) => mark?.event === 'unsubscribe')
    .flatMap((mark) => mark?.owners.filter(({ chunk }) => committed.has(chunk)) ?? []);
  const pages = written.insights.filter(
    ({ pk, sk }) => pk === accountPartition && readDaySortKey(String(sk)).counter === 'left',
  );
  const counted = sum(pages, (name) => name === pageEvents);
  return counted === left.length ? [] : [`${counted} people left, not ${left.length}`];
}

function wronglyPublished(
  event: WeixinEvent,
  written: Written,
  published: readonly PublishedMessage[],
): string[] {
  const wrong = wrongPublications(event, isMarked(event, written), published);
  return wrong.map((what) => `${what}: ${named(event)}`);
}

function named(event: WeixinEvent): string {
  return [event.Event, event.FromUserName, event.CreateTime, fieldOf(event, 'KeyStr')].join(' ');
}
