import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readListing } from '../../../functions/insights/listing.ts';
import { firstRecent } from '../../../functions/insights/recent-days.ts';
import { addDays, today } from '../../../functions/model/day.ts';
import { readHighlights } from '../../../functions/reads/highlights.ts';
import { readProductList } from '../../../functions/reads/product-list.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const zone = 'Asia/Shanghai';
const now = Math.floor(Date.now() / 1000);
const daySeconds = 24 * 60 * 60;
const back = (days: number) => addDays(today(zone, new Date(now * 1000)), -days);

let stores: Stores;

// Product n of ten was opened n times on a day of the last month, 2n times on one of the month before.
beforeAll(async () => {
  stores = await freshStores();
  const visits = (product: number, times: number, daysBack: number) =>
    Array.from({ length: times }, (_none, visitor) =>
      messageOf(
        sampleEvent('user_scan_product', {
          KeyStandard: 'ean13',
          KeyStr: `product-${product}`,
          FromUserName: `visitor-${product}-${visitor}`,
          CreateTime: String(now - daysBack * daySeconds - product),
        }),
      ),
    );
  const opened = Array.from({ length: 10 }, (_none, product) => [
    ...visits(product, product, 3),
    ...visits(product, 2 * product, 45),
  ]).flat();
  const refused = sampleEvent('user_scan_product_verify_action', {
    KeyStandard: 'ean13',
    KeyStr: 'product-0',
    CreateTime: String(now - 10 * daySeconds),
    Result: 'verify_not_pass',
    ReasonMsg: 'a picture is missing',
  });
  const workplace = workplaceAt(stores.dynamodb, stores);
  expect((await workers.user_scan_product(opened, workplace)).failures).toEqual([]);
  const { failures } = await workers.user_scan_product_verify_action([messageOf(refused)], workplace);
  expect(failures).toEqual([]);
});
afterAll(() => stores.stop());

const month = { from: back(29), to: back(0) };
const monthBefore = { from: back(59), to: back(30) };

describe('the best products of a range', () => {
  it('are the eight products that were opened most, each beside what the listing no longer keeps', async () => {
    const listing = await readListing(stores, firstRecent(month, monthBefore));
    const { best, ...others } = await readHighlights(stores, listing, month, monthBefore);
    expect(best.map(({ product, range, before }) => [product.keyStr, range?.opened, before?.opened])).toEqual(
      [9, 8, 7, 6, 5, 4, 3, 2].map((product) => [`product-${product}`, product, 2 * product]),
    );
    expect(others).toMatchObject({
      products: 10,
      lastActivity: new Date((now - 3 * daySeconds - 1) * 1000).toISOString(),
      notPassed: [{ product: { keyStr: 'product-0' }, review: { reasonMsg: 'a picture is missing' } }],
      notPassedInAll: 1,
    });
  });

  it.each([
    ['a month, beside the one before', month, monthBefore],
    ['the month before, beside this one', monthBefore, month],
    ['a week, beside the one before', { from: back(6), to: back(0) }, { from: back(13), to: back(7) }],
  ])('of %s are what the list of products says', async (_case, range, before) => {
    const listing = await readListing(stores, firstRecent(range, before));
    const { best } = await readHighlights(stores, listing, range, before);
    const list = await readProductList(stores, listing, range, before);
    const opened = list.filter((row) => (row.range?.opened ?? 0) > 0);
    expect(best).toHaveLength(Math.min(8, opened.length));
    expect(list).toEqual(expect.arrayContaining([...best]));
  });
});
