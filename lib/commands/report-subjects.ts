import { isoOfCreateTime } from '../../functions/insights/moment.ts';
import { readPipeline } from '../../functions/insights/pipeline.ts';
import { readProduct, readProducts, readProductsIn } from '../../functions/insights/products.ts';
import { readProductBackground } from '../../functions/insights/reviews.ts';
import { readUser } from '../../functions/insights/users.ts';
import { totalCounters } from '../../functions/model/counters.ts';
import { today } from '../../functions/model/day.ts';
import type { Product } from '../../functions/model/product.ts';
import { readWeek } from '../../functions/week/read-week.ts';
import { readForwarding } from '../forwarding/read-figures.ts';
import { channelsView } from '../report/channels-view.ts';
import { pipelineView } from '../report/pipeline-view.ts';
import { productView } from '../report/product-view.ts';
import { productsView } from '../report/products-view.ts';
import { userView } from '../report/user-view.ts';
import type { View } from '../report/view.ts';
import { weekView } from '../report/week-view.ts';
import type { Target } from '../target/target.ts';
import { checkRange, isWithin, type RangeOptions, rangeOf } from './report-range.ts';
import { unknownPerson, unknownProduct } from './report-unknown.ts';

/** What `report` can be asked about: each reads its answer from the target. */

/** @throws {WrongUseError} where the range is none */
export async function products(target: Target, range: RangeOptions): Promise<View> {
  checkRange(range);
  if (range.from === undefined && range.to === undefined) {
    const rows = await readProducts(target);
    return productsView(rows, rows.length);
  }
  const rows = await readProductsIn(target, rangeOf(range, target.timeZone));
  const shown = rows.filter((row) => totalCounters.some((counter) => row.range[counter] > 0));
  return productsView(shown, rows.length);
}

/** @throws {WrongUseError} where the range is none */
export async function channels(target: Target, which: Product, options: RangeOptions): Promise<View> {
  const range = rangeOf(options, target.timeZone);
  const answer = await readProduct(target, which, range);
  return channelsView(answer, range, await unknownProduct(target, answer));
}

/** @throws {WrongUseError} where the range is none */
export async function product(target: Target, which: Product, options: RangeOptions): Promise<View> {
  const range = rangeOf(options, target.timeZone);
  const [answer, background] = await Promise.all([
    readProduct(target, which, range),
    readProductBackground(target, which),
  ]);
  return productView(answer, background, range, await unknownProduct(target, answer));
}

/** @throws {WrongUseError} where the range is none */
export async function user(target: Target, openid: string, range: RangeOptions): Promise<View> {
  checkRange(range);
  const answer = await readUser(target, openid);
  const events = answer.events.filter(({ createTime }) =>
    isWithin(isoOfCreateTime(createTime), range, target.timeZone),
  );
  return userView({ ...answer, events }, await unknownPerson(target, answer));
}

/** The last full week: what the mail on Monday says. */
export async function week(target: Target): Promise<View> {
  return weekView(await readWeek(target, today(target.timeZone)));
}

/** @param stack the deployed stack's name; undefined for a local run */
export async function pipeline(target: Target, stack: string | undefined): Promise<View> {
  const [depths, forwarding] = await Promise.all([readPipeline(target), readForwarding(target, stack)]);
  return pipelineView({ ...depths, ...(forwarding && { forwarding }) });
}
