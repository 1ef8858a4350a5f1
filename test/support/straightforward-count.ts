import type {
  AccountReport,
  Origins,
  ProductBackground,
  ProductDay,
  ProductReport,
  ProductRow,
  Profile,
} from '../../functions/insights/answers.ts';
import {
  breakdownsOf,
  channelCounters,
  countedEvents,
  type DayBreakdown,
  type DayCounter,
  dayBreakdowns,
  totalCounters,
} from '../../functions/model/counters.ts';
import { eventOrder } from '../../functions/model/event-order.ts';
import type { Breakdown } from '../../functions/model/event-type.ts';
import {
  eventNames,
  fieldOf,
  isProductEvent,
  type ProductEvent,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import { cityOf, provinceOf } from '../../functions/model/regions.ts';

/**
 * The statistics of a list of different events, worked out in memory as one would by hand: what the
 * workers have to arrive at.
 */
export interface Count {
  readonly rows: readonly ProductRow[];
  readonly products: readonly (ProductReport & { readonly background: ProductBackground })[];
  readonly users: ReadonlyMap<string, Profile>;
  readonly account: AccountReport;
}

export function straightforwardCount(events: readonly WeixinEvent[]): Count {
  const ordered = [...events].sort((one, other) => (eventOrder(one) < eventOrder(other) ? -1 : 1));
  const products = [...groups(ordered.filter(isProductEvent), productOf).values()].sort(newestFirst);
  const users = ordered.filter(({ Event }) => Event !== 'user_scan_product_verify_action');
  return {
    rows: products.map(productRow),
    products: products.map(productReport),
    users: new Map([...groups(users, ({ FromUserName }) => FromUserName)].map(profile)),
    account: account(ordered),
  };
}

function productRow(events: ProductEvent[]): ProductRow {
  const { product, review, totals } = productReport(events);
  const newest = events.at(-1);
  return { product, review, totals, lastActivity: newest ? iso(newest) : null };
}

function newestFirst(one: readonly WeixinEvent[], other: readonly WeixinEvent[]): number {
  return Number(other.at(-1)?.CreateTime) - Number(one.at(-1)?.CreateTime);
}

function productReport(events: ProductEvent[]) {
  const [{ KeyStandard, KeyStr }] = events as [ProductEvent];
  const reviews = named(events, 'user_scan_product_verify_action')
    .map((event) => ({
      result: event.Result,
      reasonMsg: event.ReasonMsg.length > 2048 ? `${event.ReasonMsg.slice(0, 2045)}…` : event.ReasonMsg,
      at: iso(event),
    }))
    .reverse();
  const channels = channelsOf(events);
  return {
    product: { keyStandard: KeyStandard, keyStr: KeyStr, name: null },
    review: reviews[0] ?? null,
    totals: recordOf(totalCounters, (counter) => counted(events, counter)),
    days: daysOf(events).map(([date, ofDay]) => dayOf(date, ofDay, () => undefined)),
    ...originsOf(events),
    cities: citiesOf(events),
    unnamed: { count: Math.max(0, channels.length - 100), isExact: true },
    background: { reviews },
  };
}

function account(events: WeixinEvent[]): AccountReport {
  const channels = channelsOf(events);
  return {
    days: daysOf(events).map(([date, ofDay]) => ({
      ...dayOf(date, ofDay, ({ accountCharacters }) => accountCharacters),
      left: named(ofDay, 'unsubscribe').length,
    })),
    ...originsOf(events),
    unnamed: { count: Math.max(0, channels.length - 100), isExact: true },
  };
}

/** @param characters how much is kept of a breakdown's labels */
function dayOf(
  date: string,
  events: readonly WeixinEvent[],
  characters: (breakdown: Breakdown) => number | undefined,
): ProductDay {
  const openings = named(events, 'user_scan_product');
  return {
    date,
    ...recordOf(totalCounters, (counter) => counted(events, counter)),
    visitors: new Set(openings.map(({ FromUserName }) => FromUserName)).size,
    ...recordOf(dayBreakdowns, (name) => tally(labelsOf(name, events, characters))),
    hour: tally(openings.map(shanghaiHour)),
    channel: Object.fromEntries(
      [...groups(events.filter(hasChannel), ({ ExtInfo }) => ExtInfo)].map(([extInfo, ofChannel]) => [
        extInfo,
        recordOf(channelCounters, (counter) => counted(ofChannel, counter)),
      ]),
    ),
  };
}

/** How many of the events a counter counts. */
function counted(events: readonly WeixinEvent[], counter: DayCounter): number {
  const type = countedEvents.find((each) => each.counter === counter)?.name;
  return events.filter(({ Event }) => Event === type).length;
}

/** The labels of the events that a breakdown tells apart, one for each. */
function labelsOf(
  name: DayBreakdown,
  events: readonly WeixinEvent[],
  characters: (breakdown: Breakdown) => number | undefined,
): string[] {
  return eventNames.flatMap((type) =>
    breakdownsOf(type)
      .filter(([each]) => each === name)
      .flatMap(([, breakdown]) =>
        events
          .filter(({ Event }) => Event === type)
          .map((event) => breakdown.of.map((field) => fieldOf(event, field)).join('/'))
          .map((label) => label.slice(0, characters(breakdown))),
      ),
  );
}

type EventOfChannel = Extract<WeixinEvent, { readonly ExtInfo: string }>;

function hasChannel(event: WeixinEvent): event is EventOfChannel {
  return 'ExtInfo' in event;
}

function channelsOf(events: readonly WeixinEvent[]): string[] {
  return [...new Set(events.filter(hasChannel).map(({ ExtInfo }) => ExtInfo))].filter((each) => each !== '');
}

/** By hand: of the places and codes in random events two are in Guangdong, one each in Beijing and Macao. */
function originsOf(events: readonly WeixinEvent[]): Origins {
  const places = named(events, 'user_scan_product').map(({ Country, Province }): string => {
    if (Country === 'a/b') return 'a/b';
    return ['广东', 'Guangdong'].includes(Province) ? '44' : '';
  });
  const codes: Readonly<Record<string, string>> = { 440105: '44', 110000: '11', 820000: '82' };
  const regions = named(events, 'user_scan_product_async').map(({ RegionCode }) => codes[RegionCode] ?? '');
  const counts = (name: string) => ({
    opened: places.filter((each) => each === name).length,
    located: regions.filter((each) => each === name).length,
  });
  const provinces = [
    { code: '11', zh: '北京', en: 'Beijing' },
    { code: '44', zh: '广东', en: 'Guangdong' },
    { code: '82', zh: '澳门', en: 'Macao' },
  ].map((province) => ({ ...province, ...counts(province.code) }));
  const abroad = counts('a/b').opened;
  return {
    provinces: provinces.filter(({ opened, located }) => opened + located > 0),
    abroad: abroad === 0 ? [] : [{ country: 'a/b', opened: abroad }],
    unknown: counts(''),
  };
}

/** By hand: one of the codes in random events says a city. */
function citiesOf(events: readonly WeixinEvent[]): ProductReport['cities'] {
  const located = named(events, 'user_scan_product_async').filter(
    ({ RegionCode }) => RegionCode === '440105',
  ).length;
  return located === 0 ? [] : [{ code: '4401', zh: '广州市', located }];
}

function profile([openid, all]: [string, WeixinEvent[]]): [string, Profile] {
  const left = named(all, 'unsubscribe').at(-1);
  const events = all.filter(({ CreateTime }) => !left || Number(CreateTime) > Number(left.CreateTime));
  const openings = named(events, 'user_scan_product');
  const newestOf = (texts: readonly string[]) => texts.findLast((text) => text !== '') ?? null;
  const region = newestOf(named(events, 'user_scan_product_async').map(({ RegionCode }) => RegionCode));
  const follow = named(events, 'subscribe').at(-1);
  const [first, last] = [events[0], events.at(-1)];
  return [
    openid,
    {
      forgotten: left ? iso(left) : null,
      country: newestOf(openings.map(({ Country }) => Country)),
      province: newestOf(openings.map(({ Province }) => Province)),
      city: newestOf(openings.map(({ City }) => City)),
      sex: newestOf(openings.map(({ Sex }) => (Sex === '0' ? '' : Sex))),
      region:
        region === null
          ? null
          : { code: region, province: provinceOf(region) ?? null, city: cityOf(region) ?? null },
      firstSeen: first ? iso(first) : null,
      lastSeen: last ? iso(last) : null,
      followed: follow
        ? {
            at: iso(follow),
            scene: follow.Scene,
            product: { keyStandard: follow.KeyStandard, keyStr: follow.KeyStr, name: null },
          }
        : null,
    },
  ];
}

/** Days on which something is counted; a review is not. */
function daysOf(events: readonly WeixinEvent[]): [string, WeixinEvent[]][] {
  const counted = events.filter(({ Event }) => Event !== 'user_scan_product_verify_action');
  return [...groups(counted, shanghaiDay)].sort(([one], [other]) => (one < other ? -1 : 1));
}

function shanghaiDay({ CreateTime }: WeixinEvent): string {
  return new Date((Number(CreateTime) + 8 * 3600) * 1000).toISOString().slice(0, 10);
}

function shanghaiHour({ CreateTime }: WeixinEvent): string {
  return String(Math.floor(Number(CreateTime) / 3600 + 8) % 24);
}

function named<Name extends WeixinEvent['Event']>(events: readonly WeixinEvent[], name: Name) {
  return events.filter((event): event is WeixinEvent & { Event: Name } => event.Event === name);
}

function tally(labels: readonly string[]): Record<string, number> {
  return Object.fromEntries([...groups(labels, (label) => label)].map(([label, all]) => [label, all.length]));
}

function groups<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const grouped = new Map<string, Item[]>();
  for (const item of items) grouped.set(keyOf(item), [...(grouped.get(keyOf(item)) ?? []), item]);
  return grouped;
}

function productOf({ KeyStandard, KeyStr }: ProductEvent): string {
  return JSON.stringify([KeyStandard, KeyStr]);
}

function iso({ CreateTime }: WeixinEvent): string {
  return new Date(Number(CreateTime) * 1000).toISOString();
}
