import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readProducts } from '../../functions/insights/products.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { patience } from '../support/patience.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { consoleSuite } from './support/console-suite.ts';

const phone = { width: 360, locale: 'zh-CN' } as const;
const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };
const longExtInfo = 'shelf-'.repeat(50);
const turned = 'abc\u202Edef';
const unseen = '\u200B\u2060';
const personHash = `#/people/${sampleEvent('user_scan_product').FromUserName}`;
const hashOf = (keyStr: string) => `#/product/ean13/${encodeURIComponent(keyStr)}`;

const suite = consoleSuite();

describe('an empty shop', () => {
  it.each([
    ['zh-CN', '开始使用', '等待第一条推送'],
    ['en-GB', 'First steps', 'Waiting for the first event'],
  ] as const)('is told in %s how to begin, in place of a flat chart', async (locale, steps, waiting) => {
    await using view = await suite.open('#/', { ...phone, locale });
    await view.page.getByRole('heading', { name: steps }).waitFor();
    await view.page.getByText(waiting).waitFor();
    expect(await view.page.locator('canvas, .tile').count()).toBe(0);
    expect(await accessibilityViolations(view.page)).toEqual([]);
    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  });
});

describe('whatever is pushed', () => {
  beforeAll(async () => {
    const CreateTime = String(Math.floor(Date.now() / 1000) - 5);
    const opened = (KeyStr: string, ExtInfo = '') =>
      sampleEvent('user_scan_product', { ...product, KeyStr, ExtInfo, CreateTime });
    await suite.run.push(opened(product.KeyStr, longExtInfo), opened(turned, turned), opened(unseen, unseen));
    await vi.waitFor(async () => {
      const counts = (await readProducts(suite.run.target)).map(({ totals }) => totals.opened);
      expect(counts).toEqual([1, 1, 1]);
    }, patience);
  });

  it.each([
    ['today', '#/'],
    ['the products', '#/products'],
    ['a product', hashOf(product.KeyStr)],
    ['a product turned round', hashOf(turned)],
    ['a person', personHash],
  ])('%s fits a phone', async (_view, hash) => {
    await using view = await suite.open(hash, phone);
    await view.page.locator('table:visible').first().waitFor();
    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
    const wide = view.page
      .locator('.scroll')
      .evaluateAll((boxes) =>
        boxes.filter((box) => box.scrollWidth > box.clientWidth).map((box) => box.textContent),
      );
    expect(await wide).toEqual([]);
  });

  it('is clipped where it is long, and whole on demand', async () => {
    await using view = await suite.open(hashOf(product.KeyStr), phone);
    const value = view.page.getByText('shelf-shelf-').first();
    await value.waitFor();
    expect((await value.textContent())?.length).toBeLessThan(50);
    await view.page.getByRole('button', { name: '展开或收起全部内容' }).first().click();
    // As much of it as a label keeps.
    await expect.poll(() => value.textContent()).toMatch(/^(shelf-){20}/);
    expect(await view.page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width);
  });

  it('does not turn round what stands beside it', async () => {
    await using view = await suite.open('#/products', phone);
    await view.page.locator('bdi').filter({ hasText: turned }).first().waitFor();
  });

  it('can be seen and clicked where no character of it shows', async () => {
    await using view = await suite.open('#/products', phone);
    await view.page.getByRole('link', { name: 'U+200B U+2060' }).click();
    await view.page.getByRole('heading', { level: 1, name: 'U+200B U+2060' }).waitFor();
  });

  it('keeps what a person did on one line, where Chinese could be broken anywhere', async () => {
    await using view = await suite.open(personHash, phone);
    await view.page.getByRole('cell', { name: '打开', exact: true }).first().waitFor();
    const linesOfEvent = `(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector('td.sentence'));
      // Its first letter has a box of its own.
      return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
    })()`;
    expect(await view.page.evaluate(linesOfEvent)).toBe(1);
  });

  it('keeps a code on one line', async () => {
    await using view = await suite.open('#/products', phone);
    const code = view.page.locator('.code', { hasText: product.KeyStr });
    await code.waitFor();
    expect((await code.boundingBox())?.height).toBeLessThan(30);
  });
});
