import { beliefs, productPartition, reviewPrefix } from '../model/insights-table.ts';
import type { Product } from '../model/product.ts';
import type { ProductBackground, Review } from './answers.ts';
import { isoOfOrder } from './moment.ts';
import { queryAll, type StoredItem, textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';

/** What else is known of a product: all its reviews. */
export async function readProductBackground(
  source: InsightsSource,
  product: Product,
): Promise<ProductBackground> {
  const reviews = await queryAll(source.dynamodb, {
    TableName: source.insightsTable,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { S: productPartition(product) }, ':prefix': { S: reviewPrefix } },
    ScanIndexForward: false,
  });
  return { reviews: reviews.map(reviewOf).filter((review) => review !== null) };
}

/** The review an item tells; null where it tells none. */
export function reviewOf(item: StoredItem): Review | null {
  const order = textOf(item, beliefs.review.clock);
  if (order === undefined) return null;
  return {
    result: textOf(item, 'result') ?? '',
    reasonMsg: textOf(item, 'reasonMsg') ?? '',
    at: isoOfOrder(order),
  };
}
