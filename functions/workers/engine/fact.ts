import { eventOrder } from '../../model/event-order.ts';
import type { ProductEvent, WeixinEvent } from '../../model/event-types.ts';
import {
  aboutKey,
  type Belief,
  type beliefs,
  type InsightsKey,
  reviewKey,
  storedText,
  userKey,
} from '../../model/insights-table.ts';
import { productId, productOfId } from '../../model/product.ts';

/** What an event says of an item; of several events the newest that says something is believed. */
export interface Fact {
  readonly key: InsightsKey;
  readonly says: ReadonlyMap<Belief, Said>;
  /** The orders of all events that say so, for items that keep the oldest. */
  readonly moments?: readonly string[];
}

export interface Said {
  /** The order of the event that says it. */
  readonly order: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Values of a belief's attributes; where all of them are empty the event does not say it. */
type Values<Of extends Belief> = Readonly<Record<(typeof beliefs)[Of]['attributes'][number], string>>;
type Sayings = { readonly [Of in Belief]?: Values<Of> };

/** What an event says of the user who caused it, and that they were there. */
export function userFact(event: WeixinEvent, sayings: Sayings): Fact {
  const order = eventOrder(event);
  const says = said(order, sayings).set('seen', { order, values: {} });
  return { key: userKey(event.FromUserName), says, moments: [order] };
}

/** What Weixin decided of a product: its review status, and one entry of its history. */
export function reviewFacts(event: ProductEvent, review: Values<'review'>): readonly Fact[] {
  const order = eventOrder(event);
  const says = said(order, { review });
  return [
    { key: aboutKey(event), says },
    { key: reviewKey(event, order), says },
  ];
}

/** Which product it is, where its id is a digest that does not say it. */
export function productFacts(event: ProductEvent): readonly Fact[] {
  if (productOfId(productId(event))) return [];
  const { KeyStandard: keyStandard, KeyStr: keyStr } = event;
  return [{ key: aboutKey(event), says: said(eventOrder(event), { product: { keyStandard, keyStr } }) }];
}

/** One fact for several of one item: each belief as the newest of them has it, and the oldest moment. */
export function mergedFact(facts: readonly [Fact, ...Fact[]]): Fact {
  const says = new Map<Belief, Said>();
  for (const [belief, saying] of facts.flatMap((fact) => [...fact.says])) {
    if ((says.get(belief)?.order ?? '') < saying.order) says.set(belief, saying);
  }
  const moments = facts.flatMap((fact) => fact.moments ?? []).sort();
  return { key: facts[0].key, says, ...(moments.length > 0 && { moments }) };
}

function said(order: string, sayings: Sayings): Map<Belief, Said> {
  const all = Object.entries(sayings) as [Belief, Readonly<Record<string, string>>][];
  return new Map(
    all
      .filter(([, values]) => Object.values(values).some((text) => text !== ''))
      .map(([belief, values]) => [belief, { order, values: stored(values) }]),
  );
}

function stored(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, text]) => [name, storedText(text)]));
}
