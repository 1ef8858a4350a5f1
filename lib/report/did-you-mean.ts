import { distance } from 'fastest-levenshtein';
import type { ProductName, ProductRow } from '../../functions/insights/answers.ts';

const mostSuggestions = 3;
/** Characters by which a mistyped code may differ. */
const mostMistakes = 2;

/** Known products that may have been meant by one that is not, the likeliest first. */
export function similarProducts(asked: ProductName, known: readonly ProductRow[]): readonly ProductName[] {
  const { keyStandard, keyStr } = asked;
  const unpadded = (code: string) => code.replace(/^0+/, '');
  const likely: readonly ((product: ProductName) => boolean)[] = [
    // The two arguments swapped, the other standard, zeros that were lost, a slip of the finger.
    (product) => product.keyStandard === keyStr && product.keyStr === keyStandard,
    (product) => product.keyStr === keyStandard,
    (product) => product.keyStr === keyStr,
    (product) => unpadded(product.keyStr) === unpadded(keyStr),
    (product) => distance(product.keyStr, keyStr) <= mostMistakes,
  ];
  const products = known.map(({ product }) => product);
  const found = likely.flatMap((isLikely) => products.filter(isLikely));
  return [...new Set(found)].slice(0, mostSuggestions);
}
