import { describe, expect, it } from 'vitest';
import { BadRequestError } from '../../../functions/reads/bad-request-error.ts';
import { insightReads } from '../../../functions/reads/insight-reads.ts';
import { consoleReads } from '../../../lib/console/console-reads.ts';
import { nameProduct } from '../../../lib/console/name-product.ts';
import { tryPush } from '../../../lib/console/try-push.ts';
import { account } from '../../functions/callback/understand.ts';
import { unreachableSource } from '../../support/unreachable-aws.ts';

const zone = 'Asia/Shanghai';
// Nobody answers there: what is refused is refused before.
const weixin = { ...account, encryption: 'required', callbackUrl: 'http://127.0.0.1:1/weixin' } as const;

describe('the console refuses what cannot be asked:', () => {
  it.each([
    ['/api/account', ''],
    ['/api/account', 'from=2024-02-30&to=2024-03-01'],
    ['/api/account', 'from=2000-01-01&to=2024-01-01'],
    ['/api/product', 'keyStandard=ean13&from=2024-01-01&to=2024-01-02'],
    ['/api/user', 'openid='],
  ])('%s?%s', async (path, query) => {
    const { reads } = insightReads(unreachableSource, zone);
    const read = consoleReads(reads, { timeZone: zone }, undefined, undefined)[path];
    const asked = async () => read?.(new URLSearchParams(query));
    await expect(asked()).rejects.toThrow(BadRequestError);
  });

  it.each([
    ['no product', { keyStandard: 'ean13', name: 'Tea' }],
    ['no text', { keyStandard: 'ean13', keyStr: '1', name: 7 }],
    ['a control character', { keyStandard: 'ean13', keyStr: '1', name: 'Tea\u0007' }],
    ['a text without end', { keyStandard: 'ean13', keyStr: '1', name: 'x'.repeat(101) }],
  ])('a name that is %s', async (_what, asked) => {
    await expect(nameProduct(unreachableSource, asked)).rejects.toThrow(BadRequestError);
  });

  it.each([
    ['no event', { fields: {} }],
    ['an event nobody knows', { name: 'constructor' }],
    ['a field the event has not', { name: 'subscribe', fields: { Sex: '1' } }],
    ['a chat message about a product', { name: 'text', fields: { KeyStr: '1' } }],
    ['a field that is no text', { name: 'subscribe', fields: { KeyStr: 1 } }],
    ['an overlong field', { name: 'subscribe', fields: { KeyStr: 'x'.repeat(4097) } }],
  ])('a push of %s', async (_what, asked) => {
    await expect(tryPush(weixin, undefined, asked)).rejects.toThrow(BadRequestError);
  });
});
