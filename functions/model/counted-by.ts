import { breakdownsOf, counterNamed, type DayCounter } from './counters.ts';
import { hourOf } from './day.ts';
import type { Breakdown } from './event-type.ts';
import { eventType, fieldOf, isProductEvent, type WeixinEvent } from './event-types.ts';
import { storedLabel } from './insights-table.ts';
import type { Product } from './product.ts';
import { hourAttribute, labelAttribute, pageEvents } from './statistics.ts';

/** What an event counts as, in the statistics of its day. */
export interface Counted {
  readonly counter: DayCounter;
  /** Undefined for an event without a product: it counts for the account alone. */
  readonly product?: Product;
  readonly ofProduct: Labels;
  readonly ofAccount: Labels;
  /** The merchant's mark on the code that was scanned (ExtInfo); undefined where such events have none. */
  readonly channel?: string;
}

/** Attributes an event adds one to. */
export interface Labels {
  readonly all: readonly string[];
  /** The one of which there can be most: it decides which page of the day the event is on. */
  readonly widest: string;
}

/** What an event is counted as; undefined where it is not counted. */
export function countedBy(event: WeixinEvent, timeZone: string): Counted | undefined {
  const counter = counterNamed(event.Event);
  if (counter === undefined) return undefined;
  const { fields, visits } = eventType(event.Event);
  const hour = visits ? [hourAttribute(hourOf(event.CreateTime, timeZone))] : [];
  const labels = (characters: (breakdown: Breakdown) => number | undefined): Labels => {
    const attributes = breakdownsOf(event.Event).map(([, breakdown]) => ({
      attribute: labelAttribute(breakdown.letter, labelOf(event, breakdown, characters(breakdown))),
      isOpen: breakdown.meanings === undefined,
    }));
    return {
      all: [...attributes.map(({ attribute }) => attribute), ...hour],
      widest: attributes.find(({ isOpen }) => isOpen)?.attribute ?? pageEvents,
    };
  };
  return {
    counter,
    ...(isProductEvent(event) && {
      product: { KeyStandard: event.KeyStandard, KeyStr: event.KeyStr },
    }),
    ofProduct: labels(() => undefined),
    ofAccount: labels(({ accountCharacters }) => accountCharacters),
    ...(fields.includes('ExtInfo') && { channel: storedLabel(fieldOf(event, 'ExtInfo')) }),
  };
}

function labelOf(event: WeixinEvent, { of }: Breakdown, characters: number | undefined): string {
  return of
    .map((field) => fieldOf(event, field))
    .join('/')
    .slice(0, characters);
}
