import {
  type EventName,
  eventNames,
  eventType,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { readEvent } from '../../functions/model/read-event.ts';

/** One event of each type, with the values of the samples in Weixin's documentation. */
export const samples = Object.fromEntries(eventNames.map((name) => [name, sampleOf(name)])) as {
  readonly [Name in EventName]: WeixinEvent<Name>;
};

/** What may be changed about a sample: every field but Event. */
export type Changes<Name extends EventName> = Partial<Omit<WeixinEvent<Name>, 'Event'>>;

/** The sample of an event with some of its fields changed. */
export function sampleEvent<Name extends EventName>(
  name: Name,
  changes: Changes<Name> = {},
): WeixinEvent<Name> {
  return { ...samples[name], ...changes };
}

function sampleOf(name: EventName): WeixinEvent {
  return readEvent(name, new Map(Object.entries(eventType(name).sample)));
}
