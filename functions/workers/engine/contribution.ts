import type { EventName, WeixinEvent } from '../../model/event-types.ts';
import type { Fact } from './fact.ts';

/** What one type of event contributes: all that differs from one worker to the next. */
export interface Contribution<Name extends EventName = EventName> {
  readonly event: Name;
  /** What it says of its user or product beyond a number. */
  readonly facts: (event: WeixinEvent<Name>) => readonly Fact[];
}
