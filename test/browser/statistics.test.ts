import { beforeAll, describe, expect, it, vi } from 'vitest';
import { weekdayOf } from '../../functions/insights/periods.ts';
import { readProduct } from '../../functions/insights/products.ts';
import { dayOf } from '../../functions/model/day.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { patience } from '../support/patience.ts';
import { consoleSuite } from './support/console-suite.ts';

const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };
const productHash = `#/product/${product.KeyStandard}/${product.KeyStr}`;
const always = { from: '2000-01-01', to: '2100-01-01' };
const day = 24 * 60 * 60;
const zone = 'Asia/Shanghai';
const now = Math.floor(Date.now() / 1000) - 5;

const suite = consoleSuite();

beforeAll(async () => {
  const by = (FromUserName: string, ExtInfo: string, ago = 0) => ({
    ...product,
    FromUserName,
    ExtInfo,
    CreateTime: String(now - ago),
  });
  await suite.run.push(
    sampleEvent('user_scan_product', { ...by('first', 'poster'), Country: '中国', Province: '广东' }),
    sampleEvent('user_scan_product', { ...by('second', 'poster'), Country: 'China', Province: 'Guangdong' }),
    sampleEvent('user_scan_product', { ...by('third', 'poster'), Country: '中國', Province: '廣東' }),
    sampleEvent('user_scan_product', { ...by('fourth', 'shelf'), Country: '日本', Province: '东京' }),
    sampleEvent('user_scan_product', { ...by('fifth', '', day), Country: '', Province: '' }),
    sampleEvent('user_scan_product_async', { ...by('first', 'poster'), RegionCode: '330106' }),
    sampleEvent('subscribe', by('first', 'poster')),
    sampleEvent('subscribe', by('fourth', 'shelf')),
    sampleEvent('user_scan_product_verify_action', {
      ...product,
      CreateTime: String(now),
      Result: 'verify_not_pass',
      ReasonMsg: '主图不清晰',
    }),
  );
  await vi.waitFor(async () => {
    const { totals, review } = await readProduct(suite.run.target, product, always);
    expect(totals).toEqual({ opened: 5, entered: 0, followed: 2, located: 1 });
    expect(review).not.toBeNull();
  }, patience);
});

describe('the page answers', () => {
  it.each(['#/shop', productHash])('which poster brings followers: %s', async (hash) => {
    await using view = await suite.open(hash);
    const rows = view.page.getByRole('table', { name: 'Channels' }).locator('tbody tr');
    const said = async () => (await rows.allTextContents()).map((text) => text.trim());
    await expect.poll(said).toEqual(['poster301133.3%', 'shelf1010100.0%', 'no mark10000.0%']);
    await view.page.getByRole('button', { name: 'Followed / opened' }).click();
    await expect.poll(said).toEqual(['shelf1010100.0%', 'poster301133.3%', 'no mark10000.0%']);

    const [download] = await Promise.all([
      view.page.waitForEvent('download'),
      view.page.getByRole('button', { name: 'CSV' }).last().click(),
    ]);
    const text = (await (await download.createReadStream()).toArray()).join('');
    expect(text).toMatch(/^\uFEFFExtInfo,Opened,Entered,Followed,Located\r\n"=""shelf""",1,0,1,0\r\n/);
    expect(view.complaints).toEqual([]);
  });

  it('where from: one number a province, in whatever language it was pushed', async () => {
    await using view = await suite.open('#/shop', { locale: 'zh-CN' });
    const { page } = view;
    await page.getByRole('row', { name: '广东 3 0', exact: true }).waitFor();
    await page.getByRole('row', { name: '浙江 0 1', exact: true }).waitFor();
    await page.getByRole('row', { name: '境外： 日本 1 0', exact: true }).waitFor();
    await page.getByRole('row', { name: '未知 1 0', exact: true }).waitFor();
    expect(await page.locator('.province').count()).toBe(34);
    await page.locator('.province.level-4[title="广东 3"]').waitFor();
    await page.getByRole('button', { name: '定位', exact: true }).last().click();
    await page.locator('.province.level-4[title="浙江 1"]').waitFor();
    await page.getByText('查看原始数据').click();
    await page.getByRole('row', { name: '中國/廣東 1 20.0%' }).waitFor();
  });

  it('when people scan', async () => {
    const hour = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(
      now * 1000,
    );
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][weekdayOf(dayOf(now, zone))];
    await using view = await suite.open('#/shop');
    const cell = view.page.locator(`td[title^="${weekday} ${Number(hour)}:00"]`);
    await expect.poll(() => cell.textContent()).toBe('4');
    await using ofProduct = await suite.open(productHash);
    await ofProduct.page
      .getByRole('img', { name: `Opened by the hour: ${Number(hour)}:00 5`, exact: true })
      .waitFor();
  });

  it('which product did best, and what changed', async () => {
    await using view = await suite.open('#/products?range=today');
    await view.page
      .getByRole('row', { name: /^6901481811083 ean13 not passed 4 0 2 1 \+3 50\.0%/ })
      .waitFor();
    await using first = await suite.open('#/');
    const best = first.page.getByRole('table', { name: 'Opened most this week' });
    await best.getByRole('link', { name: '6901481811083' }).waitFor();
  });

  it('whether all was approved, on the first page', async () => {
    await using view = await suite.open('#/', { locale: 'zh-CN' });
    await view.page.getByRole('heading', { name: '未通过微信审核 · 1' }).waitFor();
    await view.page.getByText('主图不清晰').waitFor();
  });

  it('by the name that the merchant gave a product, until it is taken away', async () => {
    await using view = await suite.open(productHash);
    const { page } = view;
    await page.getByRole('button', { name: 'Give it a name' }).click();
    await page.getByRole('textbox', { name: 'Name of the product' }).fill('龙井茶 250g');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { level: 1, name: '龙井茶 250g 6901481811083' }).waitFor();
    await expect.poll(() => page.title()).toBe('龙井茶 250g · Product events');
    await using list = await suite.open('#/products?search=龙井');
    await list.page.getByRole('link', { name: '龙井茶 250g 6901481811083 ean13' }).waitFor();

    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByRole('textbox', { name: 'Name of the product' }).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Give it a name' }).waitFor();
    expect(view.complaints).toEqual([]);
  });

  it('how a range is against the one before', async () => {
    await using view = await suite.open(`${productHash}?range=yesterday`);
    const tile = view.page.locator('.tile:has(dt:text-is("Opened"))');
    await expect.poll(() => tile.textContent()).toBe('Opened1the day before 0 +1');
  });
});
