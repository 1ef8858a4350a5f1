import type { ProductName } from '../insights/answers.ts';
import { recentCounts } from '../insights/recent-totals.ts';
import { addDays } from '../model/day.ts';
import { BadRequestError } from './bad-request-error.ts';
import type { Listing } from './remembered-listing.ts';

const trendDays = 14;
const mostProducts = 100;

/**
 * How often each product was opened on each of the last days, the oldest day first: by the listing alone, whose
 * rows keep their last days.
 * @param asked `{products: [{keyStandard, keyStr}]}`: those in view
 * @param today in the time zone of the statistics
 * @throws {BadRequestError} where it is something else
 */
export async function trendsOf(
  listing: Listing,
  asked: unknown,
  today: string,
): Promise<{ readonly trends: readonly (readonly number[])[] }> {
  const products = productsOf(asked);
  const days = { from: addDays(today, 1 - trendDays), to: today };
  const listed = new Map((await listing(days.from)).map((each) => [nameOf(each.product), each]));
  return {
    trends: products.map((product) => {
      const known = listed.get(nameOf(product));
      return known ? recentCounts(known, 'opened', days) : new Array<number>(trendDays).fill(0);
    }),
  };
}

function productsOf(asked: unknown): readonly ProductName[] {
  const { products } = Object(asked);
  if (!Array.isArray(products) || products.length > mostProducts) throw new BadRequestError('no products');
  return products.map((product: unknown) => {
    const { keyStandard, keyStr } = Object(product);
    if (typeof keyStandard !== 'string' || typeof keyStr !== 'string')
      throw new BadRequestError('no product');
    return { keyStandard, keyStr };
  });
}

function nameOf({ keyStandard, keyStr }: ProductName): string {
  return JSON.stringify([keyStandard, keyStr]);
}
