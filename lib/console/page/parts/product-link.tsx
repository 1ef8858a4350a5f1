import { useProductHref } from '../address.tsx';
import type { NamedProduct, ProductName } from '../answers.ts';
import { PushedShort } from './pushed.tsx';

/** The way to a product, by the merchant's name for it where that is known. */
export function ProductLink({ product }: { readonly product: NamedProduct | ProductName }) {
  const productHref = useProductHref();
  const name = 'name' in product ? product.name : null;
  return (
    <a class="product" href={productHref(product)}>
      {name !== null && (
        <span class="name">
          <PushedShort value={name} />
        </span>
      )}
      <span class="code">
        <PushedShort value={product.keyStr} />
      </span>{' '}
      <span class="quiet">
        <PushedShort value={product.keyStandard} />
      </span>
    </a>
  );
}
