import { describe, expect, test } from 'vitest';
import { productId, productOfId } from '../../../functions/model/product.ts';

const named = (KeyStandard: string, KeyStr: string) => ({ KeyStandard, KeyStr });

describe('a product’s id', () => {
  test.each([
    ['as in the documentation', named('ean13', '0012345678905'), 'ean13#0012345678905'],
    ['with what joins the parts', named('a#b', '50%#c'), 'a%23b#50%25%23c'],
    ['with what looks like an escape', named('%23', '%2'), '%2523#%252'],
    ['with parts that are empty', named('', ''), '#'],
  ])('%s stands for the product', (_what, product, id) => {
    expect(productId(product)).toBe(id);
    expect(productOfId(id)).toEqual(product);
  });

  test('is a digest where it has more than 512 bytes, which no other product can have and none is read from', () => {
    const longest = named('ean13', '9'.repeat(506));
    expect(productId(longest)).toHaveLength(512);
    const longer = productId(named('ean13', '9'.repeat(507)));
    expect(longer).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(productOfId(longer)).toBeUndefined();
    expect(productId(named('ean13', '9'.repeat(508)))).not.toBe(longer);
    expect(productId(named('ean13', '产'.repeat(169)))).toMatch(/^sha256:/);
  });

  test('is text that UTF-8 can write', () => {
    expect(productId(named('ean13', 'a\uD800'))).toBe('ean13#a\uFFFD');
  });
});
