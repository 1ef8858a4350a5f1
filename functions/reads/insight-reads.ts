import { readAccount } from '../insights/account.ts';
import { readListing, rowOf } from '../insights/listing.ts';
import { type PipelineSource, readPipeline } from '../insights/pipeline.ts';
import { readProduct } from '../insights/products.ts';
import { readProductBackground } from '../insights/reviews.ts';
import type { InsightsSource } from '../insights/source.ts';
import { readUser } from '../insights/users.ts';
import { highlightsOf } from './highlights.ts';
import { productOf, rangeOf, textOf } from './parameters.ts';
import { readProductList } from './product-list.ts';
import { Remembered } from './remembered.ts';

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

/** How old the list of products may be where somebody looks at it all the time, in milliseconds. */
const freshMilliseconds = 2000;

/** What page and API ask for: the answers of `npm run report`. */
export function insightReads(source: ReadSource): Readonly<Record<InsightReadName, InsightRead>> {
  // A list that was empty would tell the first shop owner to look that nothing has arrived yet.
  const listing = new Remembered(
    () => readListing(source),
    freshMilliseconds,
    (rows) => rows.length > 0,
  );
  const productList = async (query: URLSearchParams) =>
    readProductList(source, await listing.value(), rangeOf(query), rangeOf(query, 'before'));
  return {
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
}

// Asynchronous, so that a wrong parameter is refused like everything else that goes wrong.
function numbers(read: InsightRead['read']): InsightRead {
  return { tells: 'numbers', read: async (query) => read(query) };
}

function people(read: InsightRead['read']): InsightRead {
  return { tells: 'people', read: async (query) => read(query) };
}
