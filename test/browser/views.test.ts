import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readProduct } from '../../functions/insights/products.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { patience } from '../support/patience.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { consoleSuite } from './support/console-suite.ts';

const product = { KeyStandard: 'ean13', KeyStr: '0012345678905' };
const other = { KeyStandard: 'qrcode', KeyStr: 'lincolntest2' };
const openid = 'okkeXs1nI-xU4ql8-5BXkv1f0gDo';
const hostile = '<img src=x onerror=alert(1)>';
const always = { from: '2000-01-01', to: '2100-01-01' };
const productHash = `#/product/${product.KeyStandard}/${product.KeyStr}`;

const suite = consoleSuite();

beforeAll(async () => {
  const CreateTime = String(Math.floor(Date.now() / 1000));
  const by = (FromUserName: string) => ({ ...product, CreateTime, FromUserName, ExtInfo: hostile });
  await suite.run.push(
    sampleEvent('user_scan_product', { ...by(openid), City: hostile }),
    sampleEvent('user_scan_product', { ...by('second-visitor'), Province: '浙江', Scene: '1' }),
    sampleEvent('user_scan_product', { ...by('third-visitor'), Province: '浙江', Sex: '2' }),
    sampleEvent('user_scan_product_async', { ...by(openid), RegionCode: '440105' }),
    sampleEvent('user_scan_product_enter_session', by(openid)),
    sampleEvent('user_scan_product_enter_session', by('second-visitor')),
    sampleEvent('subscribe', by(openid)),
    sampleEvent('user_scan_product_verify_action', {
      ...product,
      CreateTime,
      Result: 'verify_not_pass',
      ReasonMsg: `主图不清晰 ${hostile}`,
    }),
    sampleEvent('user_scan_product', { ...by('third-visitor'), ...other }),
  );
  await vi.waitFor(async () => {
    const { totals, review } = await readProduct(suite.run.target, product, always);
    expect(totals).toEqual({ opened: 3, entered: 2, followed: 1, located: 1 });
    expect(review).not.toBeNull();
  }, patience);
});

const views = [
  { view: 'today', hash: '#/', zh: '今日', en: 'Today' },
  { view: 'the shop', hash: '#/shop', zh: '全店', en: 'Shop' },
  { view: 'products', hash: '#/products', zh: '商品', en: 'Products' },
  { view: 'a product', hash: productHash, zh: product.KeyStr, en: product.KeyStr },
  { view: 'a person', hash: `#/people/${openid}`, zh: '用户', en: 'People' },
  { view: 'the pipeline', hash: '#/pipeline', zh: '处理状态', en: 'Pipeline' },
  { view: 'try it', hash: '#/try', zh: '试一试', en: 'Try it' },
] as const;

const conditions = [
  { locale: 'zh-CN', width: 1280, colorScheme: 'light' },
  { locale: 'en-GB', width: 360, colorScheme: 'dark' },
  { locale: 'zh-CN', width: 360, colorScheme: 'light' },
  { locale: 'en-GB', width: 1280, colorScheme: 'dark' },
] as const;

describe.each(conditions)('in $locale, $width px wide, $colorScheme', ({ locale, width, colorScheme }) => {
  it.each(views)('$view is complete, accessible, and asks nobody else', async ({ hash, zh, en }) => {
    await using view = await suite.open(hash, { locale, width, colorScheme });
    const heading = view.page.getByRole('heading', { level: 1 });
    await heading.filter({ hasText: locale === 'zh-CN' ? zh : en }).waitFor();
    const loading = view.page.getByText(locale === 'zh-CN' ? '加载中' : 'Loading');
    await expect.poll(() => loading.count()).toBe(0);

    expect(await accessibilityViolations(view.page)).toEqual([]);
    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(view.complaints).toEqual([]);
  });
});

describe('the views', () => {
  it('shows today beside yesterday, and the product that was active last', async () => {
    await using view = await suite.open('#/');
    const tile = view.page.locator('.tile:has(dt:text-is("Opened"))');
    await expect.poll(() => tile.locator('strong').textContent()).toBe('4');
    const visitors = view.page.locator('.tile:has(dt:text-is("Visitors"))');
    await expect.poll(() => visitors.textContent()).toBe('Visitors3all of yesterday 0');
    await view.page.getByText(/^Receiving · last event \d+ (second|minute)s? ago$/).waitFor();
    await view.page.getByRole('link', { name: product.KeyStr }).first().waitFor();
    await view.page.getByRole('img', { name: 'Last 30 days' }).locator('canvas').waitFor();
  });

  it('searches and sorts the products', async () => {
    await using view = await suite.open('#/products');
    const codes = () => view.page.locator('tbody .code').allTextContents();
    await view.page.getByRole('button', { name: 'Opened', exact: true }).click();
    await expect.poll(codes).toEqual([product.KeyStr, other.KeyStr]);
    await view.page.getByRole('button', { name: 'Opened', exact: true }).click();
    await expect.poll(codes).toEqual([other.KeyStr, product.KeyStr]);
    await view.page.getByRole('searchbox').fill('QRCODE lincoln');
    await expect.poll(codes).toEqual([other.KeyStr]);
    await view.page.getByRole('img', { name: `${other.KeyStr}, opened per day` }).waitFor();
  });

  it('shows a product whole, in Chinese with provinces by name', async () => {
    await using view = await suite.open(productHash, { locale: 'zh-CN' });
    await view.page.getByText('未通过').first().waitFor();
    await view.page.getByText('主图不清晰').waitFor();
    await view.page.getByRole('row', { name: '广东 1 1', exact: true }).waitFor();
    await view.page.getByRole('row', { name: '进入公众号 2 66.7%' }).waitFor();
    await view.page.getByRole('row', { name: '浙江 2 0', exact: true }).waitFor();
    await view.page.getByRole('row', { name: '其他（会话、收藏、朋友圈等） 2 66.7%', exact: true }).waitFor();
    await view.page.getByRole('row', { name: '扫条码 1 100.0%', exact: true }).waitFor();
  });

  it('counts only the days of the range that is set', async () => {
    await using view = await suite.open(productHash);
    const opened = view.page.locator('.tile:has(dt:text-is("Opened"))').locator('strong');
    await expect.poll(() => opened.textContent()).toBe('3');
    await view.page.getByLabel('From').fill('2024-01-01');
    await view.page.getByLabel('To').fill('2024-01-31');
    await expect.poll(() => opened.textContent()).toBe('0');
    await view.page.getByRole('combobox', { name: 'Range' }).selectOption('Last 7 days');
    await expect.poll(() => opened.textContent()).toBe('3');
  });

  it('saves what is shown as CSV, with what begins like a formula disarmed', async () => {
    await suite.run.push(
      sampleEvent('user_scan_product', {
        ...other,
        KeyStr: '=1+1',
        FromUserName: 'third-visitor',
        CreateTime: String(Math.floor(Date.now() / 1000)),
      }),
    );
    await using view = await suite.open('#/products');
    await view.page.getByRole('link', { name: '=1+1' }).waitFor();
    const [download] = await Promise.all([
      view.page.waitForEvent('download'),
      view.page.getByRole('button', { name: 'CSV' }).click(),
    ]);
    const text = (await (await download.createReadStream()).toArray()).join('');
    expect(text).toMatch(/^\uFEFFKeyStandard,KeyStr,/);
    expect(text).toContain(
      `${product.KeyStandard},"=""${product.KeyStr}""",3,2,1,1,not passed,主图不清晰 ${hostile},`,
    );
    expect(text).toContain('qrcode,"=""=1+1""",');
  });

  it('shows who an openid is and what they did, found by the form', async () => {
    await using view = await suite.open('#/people');
    await view.page.getByRole('textbox').fill(` ${openid} `);
    await view.page.getByRole('textbox').press('Enter');
    await view.page.getByText(`中国 / 广东 / ${hostile}`).waitFor();
    await view.page.getByText('广东 Guangdong 广州市 440105').waitFor();
    const events = view.page.getByRole('table', { name: 'Timeline' }).locator('tbody tr');
    await expect.poll(() => events.count()).toBe(4);
    await expect.poll(() => view.page.getByText('counted', { exact: true }).count()).toBe(4);
    await view.page.goto(`${suite.run.origin}/#/people/nobody`);
    await view.page.getByText('Nothing is known of this openid.').waitFor();
  });

  it('shows pushed HTML as text', async () => {
    await using view = await suite.open(productHash);
    await view.page.getByText(hostile, { exact: true }).first().waitFor();
    expect(await view.page.locator('img, b').count()).toBe(0);
    expect(view.complaints).toEqual([]);
  });

  it('changes the language with the switch, and keeps it', async () => {
    await using view = await suite.open('#/products', { locale: 'en-GB' });
    await view.page.getByRole('button', { name: '中文' }).click();
    await view.page.getByRole('heading', { name: '商品' }).waitFor();
    await view.page.reload();
    await view.page.getByRole('heading', { name: '商品' }).waitFor();
    expect(await view.page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('leads by the keyboard alone to a product', async () => {
    await using view = await suite.open('#/products');
    await view.page.getByRole('link', { name: product.KeyStr }).waitFor();
    await view.page.keyboard.press('Tab');
    await view.page.keyboard.press('Enter');
    for (let presses = 0; presses < 40; presses += 1) {
      await view.page.keyboard.press('Tab');
      const focused = await view.page.evaluate('document.activeElement?.getAttribute("href")');
      if (focused === productHash) break;
    }
    await view.page.keyboard.press('Enter');
    await view.page.getByRole('heading', { level: 1, name: product.KeyStr }).waitFor();
    expect(await view.page.locator(':focus').evaluate((element) => element.tagName)).toBe('MAIN');
  });
});
