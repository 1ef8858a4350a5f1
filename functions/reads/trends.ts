import { readProductDays } from '../insights/days.ts';
import type { InsightsSource } from '../insights/source.ts';
import { addDays, today } from '../model/day.ts';
import type { Product } from '../model/product.ts';
import { BadRequestError } from './bad-request-error.ts';

const trendDays = 14;
const mostProducts = 100;

/**
 * How often each product was opened on each of the last days, the oldest day first.
 * @param asked `{products: [{keyStandard, keyStr}]}`: those in view
 * @throws {BadRequestError} where it is something else
 */
export async function readTrends(
  source: InsightsSource,
  timeZone: string,
  asked: unknown,
): Promise<{ readonly trends: readonly (readonly number[])[] }> {
  const to = today(timeZone);
  const days = Array.from({ length: trendDays }, (_none, index) => addDays(to, index + 1 - trendDays));
  const range = { from: days[0] ?? to, to };
  const trendOf = async (product: Product) => {
    const known = new Map(
      (await readProductDays(source, product, range)).days.map((day) => [day.date, day.opened]),
    );
    return days.map((day) => known.get(day) ?? 0);
  };
  return { trends: await Promise.all(productsOf(asked).map(trendOf)) };
}

function productsOf(asked: unknown): readonly Product[] {
  const { products } = Object(asked);
  if (!Array.isArray(products) || products.length > mostProducts) throw new BadRequestError('no products');
  return products.map((product: unknown) => {
    const { keyStandard, keyStr } = Object(product);
    if (typeof keyStandard !== 'string' || typeof keyStr !== 'string')
      throw new BadRequestError('no product');
    return { KeyStandard: keyStandard, KeyStr: keyStr };
  });
}
