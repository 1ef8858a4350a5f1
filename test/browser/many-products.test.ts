import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, openView } from './support/browser.ts';
import { manyProduct, seedProducts } from './support/many-products.ts';
import { type RunningConsole, startRunningConsole } from './support/running-console.ts';

const count = 10_000;

let run: RunningConsole;
let browser: Browser;

beforeAll(async () => {
  [run, browser] = await Promise.all([startRunningConsole(), launchBrowser()]);
  await seedProducts(run.target, count, 100, 90);
});

afterAll(async () => {
  await browser?.close();
  await run?.stop();
});

describe('ten thousand products', () => {
  it('are listed by queries alone, one page in the document at a time', async () => {
    const before = run.calls.length;
    await using view = await openView(browser, run.origin, '#/products');
    await view.page.getByText('1–50 of 10,000').waitFor();
    await view.page.getByRole('img', { name: `${manyProduct(0).KeyStr}, opened per day` }).waitFor();
    expect(await view.page.locator('tbody tr').count()).toBe(50);
    const others = /^(Query|GetSecretValue|.*Message.*)$/;
    expect(run.calls.slice(before).filter((call) => !others.test(call))).toEqual([]);

    await view.page.getByRole('button', { name: 'Next' }).click();
    await view.page.getByText('51–100 of 10,000').waitFor();
    await view.page.getByRole('searchbox').fill('09999');
    await view.page.getByText('1–1 of 1').waitFor();
    expect(view.complaints).toEqual([]);
  });
});
