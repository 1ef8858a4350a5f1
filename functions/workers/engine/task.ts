import type { Counted } from '../../model/counted-by.ts';
import type { WeixinEvent } from '../../model/event-types.ts';
import type { Fact } from './fact.ts';

/** One event of a batch, and what has to be done for it. */
export interface Task {
  readonly event: WeixinEvent;
  /** The event's order: what tells it from every other one of its user. */
  readonly order: string;
  /** The messages that carry it: copies of one event are one task. */
  readonly messageIds: readonly string[];
  /** The calendar day the event counts for. */
  readonly day: string;
  /** What it counts as; undefined where it has no number. */
  readonly counted: Counted | undefined;
  readonly visits: boolean;
  readonly facts: readonly Fact[];
}

/** Messages that go back to their queue, and why. */
export interface Failure {
  /** What they say; undefined where nobody could read that. */
  readonly event?: WeixinEvent;
  readonly messageIds: readonly string[];
  readonly error: unknown;
}

export function failed(task: Task, error: unknown): Failure {
  return { event: task.event, messageIds: task.messageIds, error };
}
