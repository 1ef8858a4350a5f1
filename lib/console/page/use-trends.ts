import { useEffect, useState } from 'preact/hooks';
import type { ProductName, ProductRow } from './answers.ts';
import { postJson } from './api.ts';

export type Trends = ReadonlyMap<string, readonly number[]>;

/** Opened per day of the products in view, asked for only as they come into view. */
export function useTrends(products: readonly ProductRow[]): Trends {
  const [trends, setTrends] = useState<Trends>(new Map());
  // With a product's count its trend has changed.
  const wanted = JSON.stringify(
    products.map(({ product: { keyStandard, keyStr }, totals }) => ({
      keyStandard,
      keyStr,
      opened: totals.opened,
    })),
  );
  useEffect(() => {
    let left = false;
    const names: readonly ProductName[] = JSON.parse(wanted);
    postJson<{ readonly trends: readonly (readonly number[])[] }>('api/trends', { products: names })
      .then((answer) => {
        if (!left)
          setTrends(new Map(names.map((name, index) => [trendKey(name), answer.trends[index] ?? []])));
      })
      // Without them the table still says what it has to say.
      .catch(() => undefined);
    return () => {
      left = true;
    };
  }, [wanted]);
  return trends;
}

export function trendKey({ keyStandard, keyStr }: ProductName): string {
  return JSON.stringify([keyStandard, keyStr]);
}
