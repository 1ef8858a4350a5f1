import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WeixinAccount } from '../../../lib/weixin/account.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../../lib/weixin/verification-url.ts';
import { emptyAnswer } from './answers.ts';
import { type Callback, type CallbackOptions, startCallback } from './callback.ts';
import { otherDigest, secure, withParameter } from './hostile-push.ts';
import { account, callbackUrl } from './understand.ts';

const next = { token: 'nextToken', encodingAesKey: 'A'.repeat(43) };

let callback: Callback;

beforeEach(async () => {
  callback = await startCallback();
});
afterEach(() => callback.stop());

/** In place of the running one, one that is loaded with other secrets there. */
async function loadAfter(beforeLoading: CallbackOptions['beforeLoading']): Promise<void> {
  await callback.stop();
  callback = await startCallback({ ...(beforeLoading && { beforeLoading }) });
}

function push(changes: Partial<WeixinAccount> = {}) {
  const event = sampleEvent('user_scan_product', { FromUserName: randomUUID() });
  return callback.push(signedPush(callbackUrl, eventPush(event), { ...account, ...changes }));
}

test('after a rotation pushes of both keys are taken, by an instance that had the old ones', async () => {
  expect(await push()).toEqual(emptyAnswer(200));
  callback.token.put(next.token);
  callback.encodingAesKey.put(next.encodingAesKey);
  expect(await push()).toEqual(emptyAnswer(200));
  expect(await push(next)).toEqual(emptyAnswer(200));
  expect(await push()).toEqual(emptyAnswer(200));
  expect((await callback.kept()).messages).toHaveLength(4);
});

test('after a rotation an instance that starts takes pushes under way with the old keys', async () => {
  await loadAfter(({ token, encodingAesKey }) => {
    token.put(next.token);
    encodingAesKey.put(next.encodingAesKey);
  });
  expect(await push()).toEqual(emptyAnswer(200));
  expect(await push(next)).toEqual(emptyAnswer(200));
});

test('a push signed with the old token and encrypted with the new key is taken', async () => {
  callback.token.put(next.token);
  callback.encodingAesKey.put(next.encodingAesKey);
  expect(await push({ encodingAesKey: next.encodingAesKey })).toEqual(emptyAnswer(200));
  expect(await push({ token: next.token })).toEqual(emptyAnswer(200));
});

test('the keys are read while the function is loaded, not by its first push', async () => {
  callback.token.put('between');
  callback.token.put(next.token);
  expect(await push()).toEqual(emptyAnswer(200));
});

test('what no key could make right has none read again, what another could has', async () => {
  const read = vi.spyOn(callback.token, 'get');
  expect(await callback.push(withParameter(secure(), 'nonce', () => undefined))).toEqual(emptyAnswer(403));
  expect(read).not.toHaveBeenCalled();
  expect(await callback.push(withParameter(secure(), 'msg_signature', otherDigest))).toEqual(
    emptyAnswer(403),
  );
  expect(read).toHaveBeenCalled();
});

test('keys from before the previous ones are refused', async () => {
  await loadAfter(({ token }) => {
    token.put('between');
    token.put(next.token);
  });
  expect(await push()).toEqual(emptyAnswer(403));
});

test('a new callback URL is verified with the new token at once', async () => {
  expect(await push()).toEqual(emptyAnswer(200));
  callback.token.put(next.token);
  const url = verificationUrl(callbackUrl, next.token, 'echo');
  const answer = await callback.push({ url, headers: {}, body: Buffer.alloc(0) }, { method: 'GET' });
  expect(answer).toMatchObject({ statusCode: 200, body: 'echo' });
});
