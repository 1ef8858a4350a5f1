import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPush } from '../../../functions/callback/read/read-push.ts';
import { readRequest } from '../../../functions/callback/request.ts';
import { verifyPush } from '../../../functions/callback/verify/verify.ts';
import { eventNames } from '../../../functions/model/event-types.ts';
import { rawPush } from '../../../lib/weixin/push.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { withQuery } from '../../../lib/weixin/signed-query.ts';
import { hasOwnFixture } from '../../lib/weixin/published.ts';
import { vectorsWith } from '../../lib/weixin/vectors.ts';
import { gatewayEvent } from './gateway-event.ts';
import { account, callbackUrl, keysOf, settings, understand } from './understand.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, folder));
const product = <Event>(event: Event) => ({ kind: 'event', event });
const follow = { kind: 'other', label: 'event subscribe' };

const meanings: Readonly<Record<string, object>> = {
  'subscribe.plain.xml': follow,
  'subscribe.qrscene.xml': follow,
  'subscribe.product-scanbarcode.xml': product(samples.subscribe),
  'subscribe.product-scanimage.xml': product(sampleEvent('subscribe', { Scene: 'scanimage' })),
  'user_scan_product.zh.xml': product(samples.user_scan_product),
  'user_scan_product.en.xml': product(
    sampleEvent('user_scan_product', { Country: 'China', Province: 'Guangdong', City: 'Jieyang' }),
  ),
  ...Object.fromEntries(
    eventNames.filter(hasOwnFixture).map((name) => [`${name}.xml`, product(samples[name])]),
  ),
};

const envelope = 'envelope.secure-mode.xml';

test.each(Object.entries(meanings))('%s is understood', (name, meaning) => {
  expect(understand(signedPush(callbackUrl, rawPush(fixture(name)), account))).toEqual(meaning);
});

test(`${envelope} opens with its published token and key, and is a chat message`, () => {
  const [vector, ...others] = vectorsWith(
    'msg_signature',
    'timestamp',
    'nonce',
    'encodingAESKey',
    'appid',
  ).filter(({ id }) => id === 'tencent-sample-xml-post');
  if (vector === undefined || others.length > 0) throw new Error('not one such vector');
  const { token, encodingAESKey, appid, timestamp, nonce, msg_signature } = vector;
  const url = withQuery(callbackUrl, { timestamp, nonce, encrypt_type: 'aes', msg_signature });
  const opened = verifyPush(
    readRequest(gatewayEvent({ url, headers: {}, body: fixture(envelope) })),
    { ...settings, appId: appid },
    keysOf({ token, encodingAesKey: encodingAESKey }),
  );
  expect(readPush(opened)).toEqual({ kind: 'other', label: 'text' });
});

test('every fixture has its meaning here', () => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  expect([...Object.keys(meanings), envelope].sort()).toEqual(files.sort());
});
