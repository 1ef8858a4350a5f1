/**
 * What is counted, by the names that tables, reports and the console page share. This file imports
 * nothing, so that a browser can load it.
 */

/**
 * Counted per day, for a product and for the account, in the order of a visit. `visitors` counts people,
 * the others events.
 */
export const dayCounters = ['opened', 'visitors', 'entered', 'followed', 'located'] as const;

/** Counted per product, day and label: `scene:1`, `place:中国/广东`. */
export const dayBreakdowns = ['scene', 'sex', 'place', 'followScene', 'region'] as const;

/** The day's counters that are also added up for good, beside the product's place in the listing. */
export const totalCounters = ['opened', 'entered', 'followed', 'located'] as const;

export type DayCounter = (typeof dayCounters)[number];
export type DayBreakdown = (typeof dayBreakdowns)[number];
export type TotalCounter = (typeof totalCounters)[number];

/** The name of an attribute that counts. */
export type Counter = DayCounter | `${DayBreakdown}:${string}`;
