import type { DayCounter } from '../../model/counters.ts';
import { addDays } from '../../model/day.ts';
import { eventType } from '../../model/event-types.ts';
import { type InsightsKey, lastActivity, listingKey } from '../../model/insights-table.ts';
import { type Product, productId } from '../../model/product.ts';
import { readRecentAttribute, recentAttribute, recentDays } from '../../model/statistics.ts';
import { groupBy } from '../../runtime/group-by.ts';
import { addTo, type ItemUpdate } from './item-update.ts';
import type { Shards } from './shards.ts';
import type { Task } from './task.ts';

type Item = Readonly<Record<string, unknown>>;

/** The changes of the listing's rows, which have to be looked at first. */
export interface ListingUpdates {
  readonly keys: readonly InsightsKey[];
  /** @param rowAt the rows as they were a moment ago */
  updates(rowAt: (key: InsightsKey) => Item | undefined): readonly ItemUpdate[];
}

/**
 * What tasks add to the rows of their products in the listing: totals, and their days where these are recent.
 * @param newer rows that were found to know something newer than these tasks
 */
export function listingUpdates(
  tasks: readonly Task[],
  shards: Shards,
  newer: ReadonlySet<string>,
  today: string,
): ListingUpdates {
  const firstDay = addDays(today, 1 - recentDays);
  const rows = groupBy(tasks.flatMap(countOfProduct), ({ product }) => productId(product)).map((group) => ({
    key: listingKey(group[0].product, shards.ofProduct(group[0].product)),
    group,
  }));
  return {
    keys: rows.map(({ key }) => key),
    updates: (rowAt) =>
      rows.map(({ key, group }) => {
        const row = rowAt(key) ?? {};
        const removed = Object.keys(row).filter((name) => isOver(name, firstDay));
        const update: ItemUpdate = { key, amounts: new Map(), removed };
        for (const count of group) addTo(update, attributesOf(count, firstDay, today));
        const activity =
          group
            .map(({ order }) => order)
            .sort()
            .at(-1) ?? '';
        const isNews = !newer.has(nameOfKey(key)) && String(row[lastActivity] ?? '') < activity;
        return isNews ? { ...update, activity } : update;
      }),
  };
}

/** A key as one text. */
export function nameOfKey({ pk, sk }: InsightsKey): string {
  return `${pk} ${sk}`;
}

/** One event of a product that has a number. */
interface CountOfProduct {
  readonly product: Product;
  readonly counter: DayCounter;
  readonly letter: string | undefined;
  readonly day: string;
  readonly order: string;
}

function countOfProduct({ event, counted, day, order }: Task): CountOfProduct[] {
  if (counted?.product === undefined) return [];
  const { product, counter } = counted;
  return [{ product, counter, letter: eventType(event.Event).counter?.letter, day, order }];
}

function attributesOf({ counter, letter, day }: CountOfProduct, firstDay: string, today: string): string[] {
  // A day to come is one by a clock that is ahead: by more than that it is not kept apart.
  const isRecent = firstDay <= day && day <= addDays(today, 1);
  return [counter, ...(isRecent && letter !== undefined ? [recentAttribute(letter, day)] : [])];
}

function isOver(name: string, firstDay: string): boolean {
  const recent = readRecentAttribute(name);
  return recent !== undefined && recent.day < firstDay;
}
