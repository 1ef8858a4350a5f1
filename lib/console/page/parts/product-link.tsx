import type { ProductName } from '../answers.ts';
import { productHref } from '../route.ts';

export function ProductLink({ product }: { readonly product: ProductName }) {
  return (
    <a class="product" href={productHref(product)}>
      <span class="code">{product.keyStr}</span> <span class="quiet">{product.keyStandard}</span>
    </a>
  );
}
