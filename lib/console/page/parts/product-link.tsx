import { useProductHref } from '../address.tsx';
import type { ProductName } from '../answers.ts';
import { PushedShort } from './pushed.tsx';

export function ProductLink({ product }: { readonly product: ProductName }) {
  const productHref = useProductHref();
  return (
    <a class="product" href={productHref(product)}>
      <span class="code">
        <PushedShort value={product.keyStr} />
      </span>{' '}
      <span class="quiet">
        <PushedShort value={product.keyStandard} />
      </span>
    </a>
  );
}
