import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventPush, rawPush } from '../../../lib/weixin/push.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { emptyAnswer } from './answers.ts';
import { type Callback, startCallback } from './callback.ts';
import { account, callbackUrl } from './understand.ts';

let callback: Callback;

beforeAll(async () => {
  callback = await startCallback({ variables: { WEIXIN_ENCRYPTION: 'off' } });
});
afterAll(() => callback.stop());

/** An event with other bytes in place of its country's, 中国. */
function withCountry(...bytes: number[]): Buffer {
  const [front = '', behind = ''] = eventPush(samples.user_scan_product).body.toString().split('中国');
  return Buffer.concat([Buffer.from(front), Buffer.from(bytes), Buffer.from(behind)]);
}

const bodies = [
  ['a place in GBK', withCountry(0xd6, 0xd0, 0xb9, 0xfa)],
  ['a place cut inside a character', withCountry(0xe4, 0xb8, 0xad, 0xe5, 0x9b)],
] as const;

test.each(bodies)('a plain event with %s is kept byte for byte, never counted', async (_case, body) => {
  const push = signedPush(callbackUrl, rawPush(body), account, { mode: 'plain' });
  expect(await callback.push(push, { isBase64Encoded: true })).toEqual(emptyAnswer(200));
  const { quarantined, ...others } = await callback.kept();
  expect(quarantined.at(-1)).toMatchObject({
    raw: body.toString('base64'),
    encoding: 'base64',
    reason: 'not UTF-8',
  });
  expect(others).toEqual({ messages: [], claims: [] });
});

test.each(bodies)('%s is not counted where its bytes were lost on the way either', async (_case, body) => {
  const before = await callback.kept();
  const push = signedPush(callbackUrl, rawPush(body), account, { mode: 'plain' });
  expect(await callback.push(push, { isBase64Encoded: false })).toEqual(emptyAnswer(200));
  const { quarantined, ...others } = await callback.kept();
  expect(quarantined).toHaveLength(before.quarantined.length + 1);
  expect(others).toEqual({ messages: [], claims: [] });
});
