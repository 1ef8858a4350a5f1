import { readAccount } from '../insights/account.ts';
import { rowOf } from '../insights/listing.ts';
import { type PipelineSource, readPipeline } from '../insights/pipeline.ts';
import { readProduct } from '../insights/products.ts';
import { firstRecent } from '../insights/recent-days.ts';
import { readProductBackground } from '../insights/reviews.ts';
import type { DayRange, InsightsSource } from '../insights/source.ts';
import { readUser } from '../insights/users.ts';
import { today } from '../model/day.ts';
import { readHighlights } from './highlights.ts';
import { readParameters, type ValuesOf } from './parameter.ts';
import { beforeOf, optionalRange, productOf, rangeOf } from './parameters.ts';
import { readProductList } from './product-list.ts';
import { type InsightAnswers, type InsightName, type Question, questions } from './questions.ts';
import { rememberedListing } from './remembered-listing.ts';
import { trendsOf } from './trends.ts';

/** Where everything is read that can be asked for. */
export type ReadSource = InsightsSource & PipelineSource;

/** Something that can be asked for by name, with parameters in a query. */
export interface InsightRead<Answer = unknown> extends Pick<Question, 'tells'> {
  /** @throws {BadRequestError} where a parameter is missing or wrong */
  readonly read: (query: URLSearchParams) => Promise<Answer>;
}

/** What page and API ask for. */
export interface InsightReads {
  readonly reads: { readonly [Name in InsightName]: InsightRead<InsightAnswers[Name]> };
  /** @throws {BadRequestError} where what is asked is none, see `trendsOf` */
  readonly trends: (asked: unknown) => Promise<unknown>;
}

/** @param timeZone whose calendar days the statistics use */
export function insightReads(source: ReadSource, timeZone: string): InsightReads {
  const listing = rememberedListing(source);
  const listingWith = (...ranges: readonly DayRange[]) => listing(firstRecent(...ranges));
  const productList = async (range: DayRange, before: DayRange) =>
    readProductList(source, await listingWith(range, before), range, before);
  const reads: InsightReads['reads'] = {
    account: answering('account', (asked) => readAccount(source, rangeOf(asked))),
    products: answering(
      'products',
      async ({ from, to, limit = Number.POSITIVE_INFINITY, skip = 0, ...before }) => {
        const range = optionalRange(from, to);
        const rows = range
          ? await productList(range, beforeOf(before, range))
          : (await listingWith()).map(rowOf);
        return { products: rows.slice(skip, skip + limit) };
      },
    ),
    highlights: answering('highlights', async (asked) => {
      const range = rangeOf(asked);
      const before = beforeOf(asked, range);
      return readHighlights(source, await listingWith(range, before), range, before);
    }),
    product: answering('product', (asked) => readProduct(source, productOf(asked), rangeOf(asked))),
    background: answering('background', (asked) => readProductBackground(source, productOf(asked))),
    user: answering('user', ({ openid }) => readUser(source, openid)),
    pipeline: answering('pipeline', () => readPipeline(source)),
  };
  return { reads, trends: (asked) => trendsOf(listing, asked, today(timeZone)) };
}

// Asynchronous, so that a wrong parameter is refused like everything else that goes wrong.
function answering<Name extends InsightName>(
  name: Name,
  answer: (asked: ValuesOf<(typeof questions)[Name]['parameters']>) => Promise<InsightAnswers[Name]>,
): InsightRead<InsightAnswers[Name]> {
  const { tells, parameters } = questions[name];
  return { tells, read: async (query) => answer(readParameters(query, parameters)) };
}
