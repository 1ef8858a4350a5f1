import type { Breakdown, Words } from './event-type.ts';
import {
  type EventName,
  eventNames,
  eventType,
  type eventTypes,
  isProductEventName,
  type ProductEventName,
} from './event-types.ts';

/**
 * What is counted, by the names that tables, reports and the console page share: derived from the types of
 * events. A browser loads this file too.
 */

type EventTypes = typeof eventTypes;
type CounterNameOf<Type> = Type extends { readonly counter: { readonly name: infer Name extends string } }
  ? Name
  : never;
type BreakdownNameOf<Type> = Type extends { readonly breakdowns: infer Breakdowns }
  ? keyof Breakdowns & string
  : never;

/** Counters that are also kept by channel: of products' events that carry ExtInfo. */
export type ChannelCounter = {
  [Name in ProductEventName]: 'ExtInfo' extends EventTypes[Name]['fields'][number]
    ? CounterNameOf<EventTypes[Name]>
    : never;
}[ProductEventName];
/** Counters of events, kept for products. */
export type TotalCounter = CounterNameOf<EventTypes[ProductEventName]>;
/** What is counted per product and day: `visitors` are people, the others events. */
export type ProductCounter = TotalCounter | 'visitors';
/** The same of the account, whose events need not be a product's. */
export type DayCounter = CounterNameOf<EventTypes[EventName]> | 'visitors';
/** What is counted apart per day and label: such as `place`, with the label `中国/广东`. */
export type DayBreakdown = BreakdownNameOf<EventTypes[ProductEventName]>;

const visitorsTitle: Words = { en: 'Visitors', zh: '访客' };

/** Titles of the counters, in the order of a visit. */
const titlesOfAll: ReadonlyMap<string, Words> = titlesOf(eventNames);

/** Counted per day for a product, in the order of a visit. */
export const productCounters = [
  ...titlesOf(eventNames.filter(isProductEventName)).keys(),
] as readonly ProductCounter[];

/** Counted per day for the account, in the order of a visit. */
export const dayCounters = [...titlesOfAll.keys()] as readonly DayCounter[];

/** A product's counters that are also added up for good, beside its place in the listing. */
export const totalCounters = productCounters.filter((counter) => counter !== 'visitors');

const breakdowns: ReadonlyMap<string, Breakdown> = new Map(
  eventNames.flatMap((name) => Object.entries(eventType(name).breakdowns ?? {})),
);

export const dayBreakdowns = [...breakdowns.keys()] as readonly DayBreakdown[];

/** What events of a type are counted by, undefined where they are not. */
export function counterNamed(name: EventName): DayCounter | undefined {
  return dayCounters.find((counter) => counter === eventType(name).counter?.name);
}

/** The types of events that are counted, with what they are counted as. */
export const countedEvents = eventNames.flatMap((name) => {
  const counter = counterNamed(name);
  return counter === undefined ? [] : [{ name, counter }];
});

/** A product's counters that are also counted by channel: their events carry the merchant's mark, ExtInfo. */
export const channelCounters = countedEvents
  .filter(({ name }) => eventType(name).fields.includes('ExtInfo'))
  .map(({ counter }) => counter) as readonly ChannelCounter[];

/** By what a type's events are counted apart. */
export function breakdownsOf(name: EventName): readonly (readonly [DayBreakdown, Breakdown])[] {
  return dayBreakdowns.flatMap((breakdown) => {
    const definition = eventType(name).breakdowns?.[breakdown];
    return definition ? [[breakdown, definition] as const] : [];
  });
}

export function counterTitle(counter: DayCounter): Words {
  return titlesOfAll.get(counter) ?? { en: counter, zh: counter };
}

export function breakdownTitle(name: DayBreakdown): Words {
  return breakdowns.get(name)?.title ?? { en: name, zh: name };
}

/** What Weixin's documentation says a label means; undefined where it stands for itself. */
export function labelMeaning(name: DayBreakdown, label: string): Words | undefined {
  const meanings = breakdowns.get(name)?.meanings ?? {};
  // A label is as pushed: it may be called `constructor`.
  return Object.hasOwn(meanings, label) ? meanings[label] : undefined;
}

/** The titles of what events count; whoever visits counts as a visitor, right behind. */
function titlesOf(names: readonly EventName[]): Map<string, Words> {
  const titles = names.flatMap((name): [string, Words][] => {
    const { counter, visits } = eventType(name);
    if (counter === undefined) return [];
    return [
      [counter.name, counter.title],
      ...(visits ? [['visitors', visitorsTitle] as [string, Words]] : []),
    ];
  });
  return new Map(titles);
}
