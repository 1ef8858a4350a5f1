import { eventOrder } from '../../model/event-order.ts';
import type { WeixinEvent } from '../../model/event-types.ts';
import {
  type InsightsKey,
  type LatestKind,
  type latest,
  listingKey,
  quietShard,
  reviewKey,
  storedText,
  userKey,
  type userKinds,
} from '../../model/insights-table.ts';
import { productId, productOfId } from '../../model/product.ts';

/** What an event says of an item; of all events of the kind the newest is believed. */
export interface Fact {
  readonly key: InsightsKey;
  readonly kind: LatestKind;
  /** The order of the event that says it. */
  readonly order: string;
  readonly values: Readonly<Record<string, string>>;
  /** The order of the oldest event, for items that keep it. */
  readonly firstSeen?: string;
}

type UserKind = (typeof userKinds)[number];
type ValuesOf<Kind extends LatestKind> = Readonly<
  Record<(typeof latest)[Kind]['attributes'][number], string>
>;

/** What an event says of the user who caused it. */
export function userFact<Kind extends UserKind>(
  event: WeixinEvent,
  kind: Kind,
  values: ValuesOf<Kind>,
): Fact {
  const order = eventOrder(event);
  return { key: userKey(event.FromUserName), kind, order, values: stored(values), firstSeen: order };
}

/** What Weixin decided of a product: its review status, and one entry of its history. */
export function reviewFacts(event: WeixinEvent, values: ValuesOf<'reviewed'>): readonly Fact[] {
  const order = eventOrder(event);
  const review = { kind: 'reviewed', order, values: stored(values) } as const;
  return [
    { ...review, key: listingKey(event, quietShard) },
    { ...review, key: reviewKey(event, order) },
  ];
}

/** That something happened to a product: what puts it into the listing. */
export function activityFact(event: WeixinEvent): Fact {
  const { KeyStandard: keyStandard, KeyStr: keyStr } = event;
  const values: ValuesOf<'active'> | undefined = productOfId(productId(event))
    ? undefined
    : { keyStandard, keyStr };
  const key = listingKey(event, quietShard);
  return { key, kind: 'active', order: eventOrder(event), values: stored(values ?? {}) };
}

/** One fact for several of one item and kind: the newest, with the oldest moment any of them knows. */
export function newestFact(facts: readonly [Fact, ...Fact[]]): Fact {
  return facts.reduce((one, other) => {
    const newest = other.order > one.order ? other : one;
    const oldest = [one.firstSeen, other.firstSeen].filter((order) => order !== undefined).sort()[0];
    return oldest === undefined ? newest : { ...newest, firstSeen: oldest };
  });
}

function stored(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, storedText(text)]));
}
