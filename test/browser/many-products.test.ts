import { beforeAll, describe, expect, it } from 'vitest';
import { consoleSuite } from './support/console-suite.ts';
import { manyProduct, seedProducts } from './support/many-products.ts';

const count = 10_000;

const suite = consoleSuite();

beforeAll(async () => {
  await seedProducts(suite.run.target, count, 100, 90);
});

describe('ten thousand products', () => {
  it('are listed by queries alone, one page in the document at a time', async () => {
    const before = suite.run.calls.length;
    await using view = await suite.open('#/products');
    await view.page.getByText('1–50 of 10,000').waitFor();
    await view.page.getByRole('img', { name: `${manyProduct(0).KeyStr}, opened per day` }).waitFor();
    expect(await view.page.locator('tbody tr').count()).toBe(50);
    const others = /^(Query|GetSecretValue|.*Message.*)$/;
    expect(suite.run.calls.slice(before).filter((call) => !others.test(call))).toEqual([]);

    await view.page.getByRole('button', { name: 'Next' }).click();
    await view.page.getByText('51–100 of 10,000').waitFor();
    await view.page.getByRole('searchbox').fill('09999');
    await view.page.getByText('1–1 of 1').waitFor();
    expect(view.complaints).toEqual([]);
  });
});
