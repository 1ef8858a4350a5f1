import { readAccount } from '../insights/account.ts';
import { rowOf } from '../insights/listing.ts';
import { type PipelineSource, readPipeline } from '../insights/pipeline.ts';
import { readProduct } from '../insights/products.ts';
import { readProductBackground } from '../insights/reviews.ts';
import type { InsightsSource } from '../insights/source.ts';
import { readUser } from '../insights/users.ts';
import { today } from '../model/day.ts';
import { highlightsOf } from './highlights.ts';
import { productOf, rangeOf, textOf } from './parameters.ts';
import { readProductList } from './product-list.ts';
import { rememberedListing } from './remembered-listing.ts';
import { trendsOf } from './trends.ts';

/** Where everything is read that can be asked for. */
export type ReadSource = InsightsSource & PipelineSource;

/** Something that can be asked for by name, with parameters in a query. */
export interface InsightRead {
  /** Whether its answer may name a person, or holds numbers and texts of the shop alone. */
  readonly tells: 'numbers' | 'people';
  /** @throws {BadRequestError} where a parameter is missing or wrong */
  readonly read: (query: URLSearchParams) => Promise<unknown>;
}

export type InsightReadName =
  | 'account'
  | 'products'
  | 'highlights'
  | 'product'
  | 'background'
  | 'user'
  | 'pipeline';

/** What page and API ask for. */
export interface InsightReads {
  /** The answers of `npm run report`, by name. */
  readonly reads: Readonly<Record<InsightReadName, InsightRead>>;
  /** @throws {BadRequestError} where what is asked is none, see `trendsOf` */
  readonly trends: (asked: unknown) => Promise<unknown>;
}

/** @param timeZone whose calendar days the statistics use */
export function insightReads(source: ReadSource, timeZone: string): InsightReads {
  const listing = rememberedListing(source);
  const productList = async (query: URLSearchParams) =>
    readProductList(source, await listing.value(), rangeOf(query), rangeOf(query, 'before'));
  const reads = {
    account: numbers((query) => readAccount(source, rangeOf(query))),
    products: numbers(async (query) => ({
      products: query.has('from') ? await productList(query) : (await listing.value()).map(rowOf),
    })),
    highlights: numbers(async (query) => highlightsOf(await productList(query))),
    product: numbers((query) => readProduct(source, productOf(query), rangeOf(query))),
    background: numbers((query) => readProductBackground(source, productOf(query))),
    user: people((query) => readUser(source, textOf(query, 'openid'))),
    pipeline: numbers(() => readPipeline(source)),
  };
  return { reads, trends: (asked) => trendsOf(() => listing.value(), asked, today(timeZone)) };
}

// Asynchronous, so that a wrong parameter is refused like everything else that goes wrong.
function numbers(read: InsightRead['read']): InsightRead {
  return { tells: 'numbers', read: async (query) => read(query) };
}

function people(read: InsightRead['read']): InsightRead {
  return { tells: 'people', read: async (query) => read(query) };
}
