import { breakdownsOf, type Counter, counterNamed } from './counters.ts';
import { fieldOf, type WeixinEvent } from './event-types.ts';
import { counterOf } from './insights-table.ts';

/** The counters of a day that an event adds one to: its type's own, and one for each label it has. */
export function countedBy(event: WeixinEvent): readonly Counter[] {
  const counter = counterNamed(event.Event);
  if (counter === undefined) return [];
  const labelled = breakdownsOf(event.Event).map(([breakdown, { of }]) =>
    counterOf(breakdown, of.map((field) => fieldOf(event, field)).join('/')),
  );
  return [counter, ...labelled];
}
