import { readAccountDays } from '../../functions/insights/days.ts';
import { type PipelineSource, readPipeline } from '../../functions/insights/pipeline.ts';
import { readProduct, readProductBackground, readProducts } from '../../functions/insights/products.ts';
import type { DayRange, InsightsSource } from '../../functions/insights/source.ts';
import { readUser } from '../../functions/insights/users.ts';
import { addDays, isDay, today } from '../../functions/model/day.ts';
import type { Product } from '../../functions/model/product.ts';
import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import { longestRange } from '../../functions/reads/longest-range.ts';
import { Remembered } from '../../functions/reads/remembered.ts';
import type { About, LocalWeixinAccount } from './about.ts';
import type { ConsoleOptions } from './console.ts';
import type { PushJournal } from './push-journal.ts';

/** Where everything is read that the console shows. */
export type ConsoleSource = InsightsSource & PipelineSource;

/** What of `About` stays as it is while the console is open. */
export type FixedAbout = Omit<About, 'today' | 'weixin'>;

/** How old the list of products may be where somebody looks at it all the time. */
const freshMilliseconds = 2000;

/** What the page asks for: the answers of `npm run report` under one path each. */
export function consoleReads(
  source: ConsoleSource,
  about: FixedAbout,
  account: (() => Promise<LocalWeixinAccount>) | undefined,
  journal: PushJournal | undefined,
): ConsoleOptions['reads'] {
  // A list that was empty would tell the first shop owner to look that nothing has arrived yet.
  const products = new Remembered(
    () => readProducts(source),
    freshMilliseconds,
    (rows) => rows.length > 0,
  );
  // The first reading of many products takes a second: it is begun before anybody waits for it.
  products.value().catch(() => undefined);
  return {
    '/api/about': async () =>
      ({
        ...about,
        today: today(about.timeZone),
        ...(account && { weixin: await account() }),
      }) satisfies About,
    '/api/account': async (query) => ({ days: await readAccountDays(source, rangeOf(query)) }),
    '/api/products': async () => ({ products: await products.value() }),
    '/api/product': (query) => readProduct(source, productOf(query), rangeOf(query)),
    '/api/background': (query) => readProductBackground(source, productOf(query)),
    '/api/user': (query) => readUser(source, textOf(query, 'openid')),
    '/api/pipeline': () => readPipeline(source),
    '/api/pushes': async () => ({ pushes: journal?.entries ?? [] }),
  };
}

function productOf(query: URLSearchParams): Product {
  return { KeyStandard: textOf(query, 'keyStandard'), KeyStr: textOf(query, 'keyStr') };
}

function rangeOf(query: URLSearchParams): DayRange {
  const [from, to] = [textOf(query, 'from'), textOf(query, 'to')];
  if (!isDay(from) || !isDay(to)) throw new BadRequestError('from and to are days, YYYY-MM-DD');
  if (addDays(from, longestRange) < to) throw new BadRequestError(`${longestRange} days at most`);
  return { from, to };
}

function textOf(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (!value) throw new BadRequestError(`no ${name}`);
  return value;
}
