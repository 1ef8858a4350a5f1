import type { DayBreakdown, DayCounter, ProductCounter, TotalCounter } from '../model/counters.ts';
import type { Province } from '../model/regions.ts';

/** What the queries answer: the JSON of `npm run report` and of the console page. */

export interface ProductName {
  readonly keyStandard: string;
  readonly keyStr: string;
}

/** What Weixin's review decided, and when (ISO 8601). */
export interface Review {
  readonly result: string;
  readonly reasonMsg: string;
  readonly at: string;
}

/** Events since the first one. */
export type Totals = Readonly<Record<TotalCounter, number>>;

/** A product in the list of all of them. */
export interface ProductRow {
  readonly product: ProductName;
  readonly review: Review | null;
  readonly totals: Totals;
  /** When its newest event happened, ISO 8601. */
  readonly lastActivity: string | null;
}

/** One calendar day, `YYYY-MM-DD` in the configured time zone, of the account. */
export type AccountDay = { readonly date: string } & Readonly<Record<DayCounter, number>>;

/** One calendar day of a product: its numbers, and how many events had each label. */
export type ProductDay = { readonly date: string } & Readonly<Record<ProductCounter, number>> &
  Readonly<Record<DayBreakdown, Readonly<Record<string, number>>>>;

export interface ProductReport {
  readonly product: ProductName;
  readonly review: Review | null;
  readonly totals: Totals;
  /** The days of the range on which something happened, in their order. */
  readonly days: readonly ProductDay[];
}

/** What else is known of a product. */
export interface ProductBackground {
  /** All reviews, the newest first. */
  readonly reviews: readonly Review[];
  readonly extInfos: readonly string[];
}

/** What is known of a user; null where no event said it. Texts are as pushed, moments ISO 8601. */
export interface Profile {
  readonly country: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly sex: string | null;
  readonly region: { readonly code: string; readonly province: Province | null } | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly followed: { readonly at: string; readonly scene: string; readonly product: ProductName } | null;
}

/** How far an event has come. */
export type EventState = 'claimed' | 'outbox' | 'enqueued' | 'counted';

export interface TimelineEvent {
  readonly event: string;
  /** Seconds since 1970, as pushed. */
  readonly createTime: string;
  readonly state: EventState;
  /** ISO 8601; null where only the count of the event is left. */
  readonly receivedAt: string | null;
  readonly product: ProductName | null;
  /** Weixin's other fields of the event. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface UserReport {
  readonly openid: string;
  readonly profile: Profile;
  /** The events of the retention period, the oldest first. */
  readonly events: readonly TimelineEvent[];
}

/** Messages of one type of event, by where they are. */
export interface QueueDepth {
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly dead: number;
}

export interface PipelineReport {
  readonly queues: readonly QueueDepth[];
  /** Events that wait for their queue to be reachable. */
  readonly outbox: number;
  /** Pushes nobody could read. */
  readonly quarantine: number;
}
