import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { consoleSuite } from './support/console-suite.ts';
import { seedProducts } from './support/many-products.ts';

const suite = consoleSuite();

beforeAll(async () => {
  await seedProducts(suite.run.target, 120, 3, 30);
});

const shown = (page: Page) => page.getByText(/^\d+–\d+ of \d+$/);
const firstCode = (page: Page) => page.locator('tbody .code').first();

describe('the address', () => {
  it('keeps search, order and page of the list, back from a product and through a reload', async () => {
    await using view = await suite.open('#/products');
    const { page } = view;
    await page.getByRole('button', { name: 'Opened', exact: true }).click();
    await page.getByRole('button', { name: 'Opened', exact: true }).click();
    await page.getByRole('searchbox').pressSequentially('ean13 690');
    await page.getByRole('button', { name: 'Next' }).click();
    await expect.poll(() => shown(page).textContent()).toBe('51–100 of 120');
    const code = await firstCode(page).textContent();

    await firstCode(page).click();
    await page.getByRole('heading', { level: 1, name: code ?? '' }).waitFor();
    await page.goBack();
    await expect.poll(() => shown(page).textContent()).toBe('51–100 of 120');
    expect(await page.getByRole('searchbox').inputValue()).toBe('ean13 690');
    expect(await firstCode(page).textContent()).toBe(code);

    await page.reload();
    await expect.poll(() => shown(page).textContent()).toBe('51–100 of 120');
    expect(await firstCode(page).textContent()).toBe(code);
    // Each step is one to go back over, each letter is not.
    await page.goBack();
    await expect.poll(() => shown(page).textContent()).toBe('1–50 of 120');
    await page.goBack();
    await expect.poll(() => firstCode(page).textContent()).not.toBe(code);
    expect(view.complaints).toEqual([]);
  });

  it('keeps the range, and takes it along from view to view', async () => {
    await using view = await suite.open('#/products?range=last7');
    const { page } = view;
    await firstCode(page).click();
    const range = page.getByRole('combobox', { name: 'Range' });
    await expect.poll(() => range.inputValue()).toBe('last7');
    await range.selectOption('Last week');
    await page.reload();
    await expect.poll(() => range.inputValue()).toBe('lastWeek');
    await page.goBack();
    await expect.poll(() => range.inputValue()).toBe('last7');
  });

  it.each([
    ['#/', 'Today · Product events'],
    ['#/shop', 'Shop · Product events'],
    ['#/products', 'Products · Product events'],
    ['#/product/ean13/6900000000000', '6900000000000 · Product events'],
    ['#/people', 'People · Product events'],
    ['#/pipeline', 'Pipeline · Product events'],
    ['#/try', 'Try it · Product events'],
  ])('%s has the title "%s"', async (hash, title) => {
    await using view = await suite.open(hash);
    await expect.poll(() => view.page.title()).toBe(title);
  });

  it.each([
    ['#/nowhere', 'Nothing is at this address'],
    ['#/products/of/mine', 'Nothing is at this address'],
    ['#/product/ean13', 'Nothing is at this address'],
    ['#/product/ean13/6900000999999', 'Nothing is known of this product'],
    ['#/people/nobody', 'Nothing is known of this openid.'],
  ])('%s says "%s"', async (hash, said) => {
    await using view = await suite.open(hash);
    await view.page.getByText(said).waitFor();
  });
});

describe('when the server is gone', () => {
  it.each([
    ['#/', 'en-GB', /^As of \d\d:\d\d:\d\d · disconnected/],
    ['#/product/ean13/6900000000000', 'zh-CN', /^数据截至 \d\d:\d\d:\d\d · 连接已断开/],
  ] as const)('%s in %s says so once and keeps its numbers, until it is back', async (hash, locale, said) => {
    await using view = await suite.open(hash, { locale });
    const { page } = view;
    const numbers = page.locator('.tile strong');
    await numbers.first().waitFor();
    const before = await numbers.allTextContents();

    await page.context().setOffline(true);
    await page.getByText(said).waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    expect(await numbers.allTextContents()).toEqual(before);
    expect(await page.locator('main').getAttribute('class')).toBe('stale');

    await page.context().setOffline(false);
    await page.getByText(said).waitFor({ state: 'detached' });
    expect(await page.locator('main').getAttribute('class')).toBeNull();
  });
});
