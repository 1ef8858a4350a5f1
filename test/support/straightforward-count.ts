import type {
  AccountDay,
  ProductBackground,
  ProductDay,
  ProductReport,
  ProductRow,
  Profile,
} from '../../functions/insights/answers.ts';
import { eventOrder } from '../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { provinceOf } from '../../functions/model/regions.ts';

/**
 * The statistics of a list of different events, worked out in memory as one would by hand: what the
 * workers have to arrive at.
 */
export interface Count {
  readonly rows: readonly ProductRow[];
  readonly products: readonly (ProductReport & { readonly background: ProductBackground })[];
  readonly users: ReadonlyMap<string, Profile>;
  readonly accountDays: readonly AccountDay[];
}

export function straightforwardCount(events: readonly WeixinEvent[]): Count {
  const ordered = [...events].sort((one, other) => (eventOrder(one) < eventOrder(other) ? -1 : 1));
  const products = [...groups(ordered, productOf).values()].sort(newestFirst);
  const users = ordered.filter(({ Event }) => Event !== 'user_scan_product_verify_action');
  return {
    rows: products.map(productRow),
    products: products.map(productReport),
    users: new Map([...groups(users, ({ FromUserName }) => FromUserName)].map(profile)),
    accountDays: daysOf(ordered).map(([date, ofDay]) => accountDay(date, ofDay)),
  };
}

function productRow(events: WeixinEvent[]): ProductRow {
  const { product, review, totals } = productReport(events);
  const newest = events.at(-1);
  return { product, review, totals, lastActivity: newest ? iso(newest) : null };
}

function newestFirst(one: readonly WeixinEvent[], other: readonly WeixinEvent[]): number {
  return Number(other.at(-1)?.CreateTime) - Number(one.at(-1)?.CreateTime);
}

function productReport(events: WeixinEvent[]) {
  const [{ KeyStandard, KeyStr }] = events as [WeixinEvent];
  const reviews = named(events, 'user_scan_product_verify_action')
    .map((event) => ({
      result: event.Result,
      reasonMsg: event.ReasonMsg.length > 2048 ? `${event.ReasonMsg.slice(0, 2045)}…` : event.ReasonMsg,
      at: iso(event),
    }))
    .reverse();
  const extInfos = new Set(events.flatMap((event) => ('ExtInfo' in event ? [event.ExtInfo] : [])));
  extInfos.delete('');
  return {
    product: { keyStandard: KeyStandard, keyStr: KeyStr },
    review: reviews[0] ?? null,
    totals: {
      opened: named(events, 'user_scan_product').length,
      followed: named(events, 'subscribe').length,
      entered: named(events, 'user_scan_product_enter_session').length,
      located: named(events, 'user_scan_product_async').length,
    },
    days: daysOf(events).map(([date, ofDay]) => productDay(date, ofDay)),
    background: { reviews, extInfos: [...extInfos].sort().slice(0, 32) },
  };
}

function productDay(date: string, events: WeixinEvent[]): ProductDay {
  const openings = named(events, 'user_scan_product');
  return {
    ...accountDay(date, events),
    scene: tally(openings.map(({ Scene }) => Scene)),
    sex: tally(openings.map(({ Sex }) => Sex)),
    place: tally(openings.map(({ Country, Province }) => `${Country}/${Province}`)),
    followScene: tally(named(events, 'subscribe').map(({ Scene }) => Scene)),
    region: tally(named(events, 'user_scan_product_async').map(({ RegionCode }) => RegionCode)),
  };
}

function accountDay(date: string, events: readonly WeixinEvent[]): AccountDay {
  const openings = named(events, 'user_scan_product');
  return {
    date,
    opened: openings.length,
    visitors: new Set(openings.map(({ FromUserName }) => FromUserName)).size,
    followed: named(events, 'subscribe').length,
    entered: named(events, 'user_scan_product_enter_session').length,
    located: named(events, 'user_scan_product_async').length,
  };
}

function profile([openid, events]: [string, WeixinEvent[]]): [string, Profile] {
  const opening = named(events, 'user_scan_product').at(-1);
  const location = named(events, 'user_scan_product_async').at(-1);
  const follow = named(events, 'subscribe').at(-1);
  const [first, last] = [events[0], events.at(-1)];
  return [
    openid,
    {
      country: opening?.Country ?? null,
      province: opening?.Province ?? null,
      city: opening?.City ?? null,
      sex: opening?.Sex ?? null,
      region: location
        ? { code: location.RegionCode, province: provinceOf(location.RegionCode) ?? null }
        : null,
      firstSeen: first ? iso(first) : null,
      lastSeen: last ? iso(last) : null,
      followed: follow
        ? {
            at: iso(follow),
            scene: follow.Scene,
            product: { keyStandard: follow.KeyStandard, keyStr: follow.KeyStr },
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

function productOf({ KeyStandard, KeyStr }: WeixinEvent): string {
  return JSON.stringify([KeyStandard, KeyStr]);
}

function iso({ CreateTime }: WeixinEvent): string {
  return new Date(Number(CreateTime) * 1000).toISOString();
}
