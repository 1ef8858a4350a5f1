import { totalCounters } from '../model/counters.ts';
import { insightsTableSchema, productPartition, readDaySortKey } from '../model/insights-table.ts';
import type { Product } from '../model/product.ts';
import { recordOf } from '../model/record-of.ts';
import { pageEvents } from '../model/statistics.ts';
import type { Totals } from './answers.ts';
import { daysQuery } from './days-query.ts';
import { queryRaw } from './query-all.ts';
import type { DayRange, StatisticsSource } from './source.ts';

/** A product's totals of a range by its days, of which nothing is read but how many events they count. */
export async function readDayTotals(
  source: StatisticsSource,
  product: Product,
  range: DayRange,
): Promise<Totals> {
  const sums = new Map<string, number>();
  if (range.from <= range.to) {
    const pages = await queryRaw(source.dynamodb, {
      ...daysQuery(source, productPartition(product), range),
      ProjectionExpression: '#key, #events',
      ExpressionAttributeNames: { '#key': insightsTableSchema.sortKey, '#events': pageEvents },
    });
    for (const page of pages) {
      const { counter } = readDaySortKey(page[insightsTableSchema.sortKey]?.S ?? '');
      sums.set(counter, (sums.get(counter) ?? 0) + Number(page[pageEvents]?.N ?? 0));
    }
  }
  return recordOf(totalCounters, (counter) => sums.get(counter) ?? 0);
}
