import { escapePart, sha256, unescapePart } from './key-text.ts';

/** What tells one product from another: KeyStandard is an open set, KeyStr keeps its leading zeros. */
export interface Product {
  readonly KeyStandard: string;
  readonly KeyStr: string;
}

// Room for a date or a shard behind it in a sort key of 1,024 bytes.
const longestReadableId = 512;

/**
 * A product as one part of a key, such as `ean13#6901481811083`. A product with a very long KeyStr gets
 * a digest instead, which holds no `#` and so is never the id of another.
 */
export function productId(product: Product): string {
  const readable = [product.KeyStandard, product.KeyStr].map(escapePart).join('#').toWellFormed();
  return Buffer.byteLength(readable) <= longestReadableId ? readable : `sha256:${sha256(readable)}`;
}

/** The product a readable id stands for; undefined for a digest. */
export function productOfId(id: string): Product | undefined {
  const [KeyStandard, KeyStr] = id.split('#').map(unescapePart);
  return KeyStandard === undefined || KeyStr === undefined ? undefined : { KeyStandard, KeyStr };
}
