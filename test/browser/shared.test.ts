import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readProducts } from '../../functions/insights/products.ts';
import { en } from '../../lib/console/page/text/en.ts';
import { zh } from '../../lib/console/page/text/zh.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { type RunningReader, startReader } from '../functions/reader/support/reader.ts';
import { patience } from '../support/patience.ts';
import { accessibilityViolations } from './support/accessibility.ts';
import { launchBrowser, openView } from './support/browser.ts';
import { shopEvents, shopProducts } from './support/shop.ts';

let reader: RunningReader;
let browser: Browser;
beforeAll(async () => {
  [reader, browser] = await Promise.all([startReader(), launchBrowser()]);
  for (const event of shopEvents(20, Math.floor(Date.now() / 1000))) {
    await reader.receiver.pushUntilAnswered(eventPush(event));
  }
  await vi.waitFor(async () => expect(await readProducts(reader.target)).not.toEqual([]), patience);
});
afterAll(async () => {
  await browser?.close();
  await reader?.stop();
});

const [product = { KeyStandard: '', KeyStr: '' }] = shopProducts;

describe('a page opened by a share link', () => {
  it.each([
    ['zh-CN', zh],
    ['en-GB', en],
  ] as const)('shows every view of the shop and ends with the link, in %s', async (locale, text) => {
    const { token, id } = await reader.share();
    await using view = await openView(browser, reader.origin, `console/#${token}`, { locale, width: 360 });
    const { page, complaints } = view;
    await page.getByText(text.sharedUntil('')).waitFor();
    expect(page.url()).not.toContain(token);
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      text.today,
      text.shop,
      text.products,
    ]);
    const views = [
      ['#/', text.today],
      ['#/shop', text.shop],
      ['#/products', text.products],
      [`#/product/${product.KeyStandard}/${product.KeyStr}`, product.KeyStr],
    ] as const;
    for (const [hash, title] of views) {
      await page.goto(`${reader.consoleUrl}${hash}`);
      await page.getByRole('heading', { level: 1 }).filter({ hasText: title }).waitFor();
      await expect.poll(() => page.getByText(text.loading).count()).toBe(0);
      expect(await accessibilityViolations(page), hash).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), hash).toBeLessThanOrEqual(360);
    }
    for (const hidden of ['#/people', '#/pipeline', '#/try']) {
      await page.goto(`${reader.consoleUrl}${hidden}`);
      await page.getByRole('heading', { name: text.notFound }).waitFor();
    }
    expect(complaints).toEqual([]);

    await reader.revoke(id);
    await page.getByRole('link', { name: text.products, exact: true }).first().click();
    await page.getByRole('alert').getByText(text.linkClosed).waitFor();
    expect(await page.getByRole('navigation').count()).toBe(0);
  });

  it('shows people where the link does', async () => {
    const { token } = await reader.share({ scope: 'people' });
    await using view = await openView(browser, reader.origin, `console/#${token}`);
    await view.page.getByRole('link', { name: 'People' }).click();
    await view.page.getByRole('textbox').first().waitFor();
    expect(view.complaints).toEqual([]);
  });

  it('says so where the link opens nothing', async () => {
    await using view = await openView(browser, reader.origin, `console/#${'A'.repeat(43)}`);
    await view.page.getByRole('alert').getByText('This link is not valid').waitFor();
  });
});
