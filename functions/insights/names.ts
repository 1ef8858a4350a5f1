import { aboutKey, productName } from '../model/insights-table.ts';
import { batchGet } from '../stores/batch-get.ts';
import type { NamedProduct, ProductName } from './answers.ts';
import { textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';

/** Reads what the merchant calls some products, each once; a function that gives each of them its name. */
export async function readNames(
  { dynamodb, insightsTable }: InsightsSource,
  products: readonly ProductName[],
): Promise<(product: ProductName) => NamedProduct> {
  const keys = new Map(products.map((product) => [sortKeyOf(product), aboutKey(asPushed(product))]));
  const items = await batchGet(dynamodb, insightsTable, [...keys.values()]);
  const names = new Map(items.map((item) => [item.sk, textOf(item, productName)]));
  return (product) => ({ ...product, name: names.get(sortKeyOf(product)) ?? null });
}

function sortKeyOf(product: ProductName): string {
  return aboutKey(asPushed(product)).sk;
}

function asPushed({ keyStandard: KeyStandard, keyStr: KeyStr }: ProductName) {
  return { KeyStandard, KeyStr };
}
