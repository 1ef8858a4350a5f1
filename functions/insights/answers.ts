import type {
  ChannelCounter,
  DayBreakdown,
  DayCounter,
  ProductCounter,
  TotalCounter,
} from '../model/counters.ts';
import type { City, Province } from '../model/regions.ts';
import type { UnnamedChannels } from '../model/unnamed-channels.ts';

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

/** A product with the name the merchant gave it; null where it has none. */
export interface NamedProduct extends ProductName {
  readonly name: string | null;
}

/** A product in the list of all of them. */
export interface ProductRow {
  readonly product: NamedProduct;
  readonly review: Review | null;
  readonly totals: Totals;
  /** When its newest event happened, ISO 8601. */
  readonly lastActivity: string | null;
}

/** A product in the list, with what happened on the days that were asked for. */
export interface RangedProductRow extends ProductRow {
  readonly range: Totals;
  /** On as many days before; null where the listing does not go back as far. */
  readonly before: Totals | null;
}

/** How many events had each label. */
type Labels = Readonly<Record<string, number>>;

/** The events of a channel, that is, with one ExtInfo. */
export type ChannelCounts = Readonly<Record<ChannelCounter, number>>;

/** What is counted apart on a day, of a product as of the account. */
export type DayDetails = Readonly<Record<DayBreakdown, Labels>> & {
  /** Visits by the hour, `0` to `23`, of the configured time zone. */
  readonly hour: Labels;
  /** By ExtInfo: `""` is none, `unnamedChannels` all that do not keep their name. */
  readonly channel: Readonly<Record<string, ChannelCounts>>;
};

/**
 * One calendar day, `YYYY-MM-DD` in the configured time zone, of the account. The account's labels of `region`
 * are provinces, the first two digits of a RegionCode.
 */
export type AccountDay = { readonly date: string } & Readonly<Record<DayCounter, number>> & DayDetails;

/** One calendar day of a product: its numbers, and how many events had each label. */
export type ProductDay = { readonly date: string } & Readonly<Record<ProductCounter, number>> & DayDetails;

/** The key of the channels that do not keep their name: no push can have it, for labels are without U+0000. */
export const unnamedChannels = '\u0000others';

/** Where events of a range come from, whatever language they were pushed in. */
export interface Origins {
  /** By GB/T 2260, those in which something happened, in the order of their codes. */
  readonly provinces: readonly ProvinceCounts[];
  /** By the country in the profile, as it was pushed, the most frequent first. */
  readonly abroad: readonly { readonly country: string; readonly opened: number }[];
  /** Those of which nobody can say it. */
  readonly unknown: OriginCounts;
}

export interface OriginCounts {
  /** By the place in the profile. */
  readonly opened: number;
  /** By RegionCode. */
  readonly located: number;
}

export interface ProvinceCounts extends Province, OriginCounts {
  /** Two digits of GB/T 2260. */
  readonly code: string;
}

export interface CityCounts extends City {
  readonly located: number;
}

/** The account on the days of a range. */
export interface AccountReport extends Origins {
  /** The days of the range on which something happened, in their order. */
  readonly days: readonly AccountDay[];
  /** How many different ExtInfo do not keep their name. */
  readonly unnamed: UnnamedChannels;
}

export interface ProductReport extends Origins {
  readonly product: NamedProduct;
  readonly review: Review | null;
  readonly totals: Totals;
  /** The days of the range on which something happened, in their order. */
  readonly days: readonly ProductDay[];
  /** By RegionCode, as far as it says a city, the most frequent first. */
  readonly cities: readonly CityCounts[];
  /** How many different ExtInfo do not keep their name. */
  readonly unnamed: UnnamedChannels;
}

/** What else is known of a product. */
export interface ProductBackground {
  /** All reviews, the newest first. */
  readonly reviews: readonly Review[];
}

/** What is known of a user; null where no event said it. Texts are as pushed, moments ISO 8601. */
export interface Profile<Product extends ProductName = NamedProduct> {
  /** Until when what they did is forgotten, since they left or asked for it. */
  readonly forgotten: string | null;
  readonly country: string | null;
  readonly province: string | null;
  readonly city: string | null;
  readonly sex: string | null;
  readonly region: {
    readonly code: string;
    readonly province: Province | null;
    readonly city: City | null;
  } | null;
  readonly firstSeen: string | null;
  readonly lastSeen: string | null;
  readonly followed: { readonly at: string; readonly scene: string; readonly product: Product } | null;
}

/** How far an event has come. */
export type EventState = 'claimed' | 'outbox' | 'enqueued' | 'counted';

export interface TimelineEvent<Product extends ProductName = NamedProduct> {
  readonly event: string;
  /** Seconds since 1970, as pushed. */
  readonly createTime: string;
  readonly state: EventState;
  /** ISO 8601; null where only the count of the event is left. */
  readonly receivedAt: string | null;
  readonly product: Product | null;
  /** Weixin's other fields of the event. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface UserReport {
  readonly openid: string;
  readonly profile: Profile;
  /** The events of the retention period, the oldest first. */
  readonly events: readonly TimelineEvent[];
}

/** Messages of one type of event or of one handler, by where they are. */
export interface QueueDepth {
  /** An event's name with dashes, or `on-` and a handler's. */
  readonly queue: string;
  readonly waiting: number;
  readonly inFlight: number;
  readonly dead: number;
}

/** How forwarding to the merchant's own message server goes. */
export interface ForwardingFigures {
  /** Pushes that were to be forwarded. */
  readonly forwarded: number;
  /** Those of them the server did not answer, or was not asked because it had failed before. */
  readonly failed: number;
  /** Within so many milliseconds 99 of 100 answers came; null where there was none. */
  readonly p99Milliseconds: number | null;
}

/** What waits for somebody to look at it. */
export interface HeldReport {
  /** Pushes nobody could read. */
  readonly quarantine: number;
  /** The queues that have dead letters. */
  readonly dead: readonly Pick<QueueDepth, 'queue' | 'dead'>[];
}

export interface PipelineReport {
  readonly queues: readonly QueueDepth[];
  /** Events that wait for their queue to be reachable. */
  readonly outbox: number;
  /** Pushes nobody could read. */
  readonly quarantine: number;
  /** Where pushes are forwarded, and that is known. */
  readonly forwarding?: ForwardingFigures;
}
