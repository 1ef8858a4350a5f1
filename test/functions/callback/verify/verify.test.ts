import { describe, expect, test } from 'vitest';
import { parse } from '../../../../functions/callback/read/parse.ts';
import { RefusedError, readRequest } from '../../../../functions/callback/request.ts';
import { sign } from '../../../../functions/callback/verify/signature.ts';
import { verifyAge, verifyPush, verifyUrl } from '../../../../functions/callback/verify/verify.ts';
import { renderElement } from '../../../../lib/weixin/render.ts';
import { withQuery } from '../../../../lib/weixin/signed-query.ts';
import { type Vector, vectorsWith } from '../../../lib/weixin/vectors.ts';
import { gatewayEvent } from '../gateway-event.ts';
import { callbackUrl, keysOf, settings } from '../understand.ts';

const isPositive = ({ use }: Vector) => use === 'positive';

test.each(vectorsWith('echostr', 'signature', 'timestamp', 'nonce'))('$id: the URL is verified', (vector) => {
  const { token, signature, timestamp, nonce, echostr } = vector;
  const query = readRequest(
    gatewayEvent({
      url: withQuery(callbackUrl, { signature, timestamp, nonce, echostr }),
      headers: {},
      body: Buffer.alloc(0),
    }),
  ).query;
  expect(verifyUrl(query, keysOf({ token, encodingAesKey: '' }))).toBe(echostr);
  expect(() => verifyUrl(query, keysOf({ token: `${token}A`, encodingAesKey: '' }))).toThrow(RefusedError);
});

test.each(vectorsWith('body', 'signature', 'timestamp', 'nonce'))(
  '$id: the plain push is taken',
  (vector) => {
    const { token, signature, timestamp, nonce, body } = vector;
    const url = withQuery(callbackUrl, { signature, timestamp, nonce });
    const request = readRequest(gatewayEvent({ url, headers: {}, body: Buffer.from(body) }));
    const keys = keysOf({ token, encodingAesKey: '' });
    expect(verifyPush(request, { ...settings, encryption: 'off' }, keys).toString()).toBe(body);
    expect(() => verifyPush(request, settings, keys)).toThrow('plaintext where encryption is required');
  },
);

test.each([
  ['old', -600],
  ['ahead', 600],
])('a timestamp exactly as far %s as is allowed is taken, a second more is not', (_way, seconds) => {
  const now = new Date(1_500_000_000_000);
  const query = (timestamp: number) => new Map([['timestamp', String(timestamp)]] as const);
  expect(() => verifyAge(query(1_500_000_000 + seconds), 600, now)).not.toThrow();
  expect(() => verifyAge(query(1_500_000_000 + seconds + Math.sign(seconds)), 600, now)).toThrow(
    RefusedError,
  );
});

test.each([
  ['hexadecimal', '0x59682F00'],
  ['a number behind something', 'x1500000000'],
  ['a number and something', '1500000000s'],
  ['thirteen digits', '1500000000000'],
])('a timestamp that is %s is none', (_what, timestamp) => {
  const now = new Date(1_500_000_000_000);
  expect(() => verifyAge(new Map([['timestamp', timestamp]]), 0, now)).toThrow('timestamp is no number');
});

test('with no limit of age any timestamp is taken', () => {
  expect(() => verifyAge(new Map([['timestamp', '1']]), 0, new Date())).not.toThrow();
});

test.each(['echostr', 'signature', 'timestamp', 'nonce'] as const)(
  'a URL verification without its %s is refused, and the log says so',
  (missing) => {
    const query = new Map(
      (['echostr', 'signature', 'timestamp', 'nonce'] as const)
        .filter((name) => name !== missing)
        .map((name) => [name, '1'] as const),
    );
    expect(() => verifyUrl(query, keysOf({ token: 'token', encodingAesKey: '' }))).toThrow(`no ${missing}`);
  },
);

describe('encrypted', () => {
  const vectors = vectorsWith('encrypt', 'encodingAESKey', 'appid');

  test.each(vectors.filter(isPositive))('$id: the push is opened', (vector) => {
    const opened = verifyPush(
      encryptedRequest(vector),
      { ...settings, appId: vector.appid },
      keysOfVector(vector),
    );
    const { expected_plaintext, expected_fields = {} } = vector;
    if (expected_plaintext !== undefined) expect(opened.toString()).toBe(expected_plaintext);
    else expect(Object.fromEntries(parse(opened.toString()))).toMatchObject(expected_fields);
  });

  test.each(vectors.filter(isPositive))('$id: the push is refused for another AppID', (vector) => {
    const refused = () => verifyPush(encryptedRequest(vector), settings, keysOfVector(vector));
    if (vector.appid === settings.appId) expect(refused).not.toThrow();
    else expect(refused).toThrow('not encrypted for this AppID with a known key');
  });

  test.each(vectors.filter((vector) => !isPositive(vector)))('$id: the push is refused', (vector) => {
    const open = (request: Vector & { encrypt: string }) =>
      verifyPush(encryptedRequest(request), { ...settings, appId: vector.appid }, keysOfVector(vector));
    expect(() => open(vector)).toThrow('wrong msg_signature');
    const { msg_signature: _wrong, ...signedAnew } = vector;
    expect(() => open(signedAnew)).toThrow('not encrypted for this AppID with a known key');
  });

  test('a push with white space around its Encrypt text is opened', () => {
    const [vector] = vectors.filter(isPositive);
    if (vector === undefined) throw new Error('no such vector');
    const request = encryptedRequest(vector);
    const body = Buffer.from(`<xml>${renderElement('Encrypt', `\n ${vector.encrypt} \n`)}</xml>`);
    const open = (it: typeof request) =>
      verifyPush(it, { ...settings, appId: vector.appid }, keysOfVector(vector));
    expect(open({ ...request, body })).toEqual(open(request));
  });

  test.each([
    ['without an Encrypt', '<xml></xml>', 'no Encrypt'],
    ['with white space for an Encrypt', '<xml><Encrypt> \n </Encrypt></xml>', 'no Encrypt'],
    ['that is not well-formed', '<xml><Encrypt>', 'unreadable envelope'],
  ])('an envelope %s is refused, and the log says so', (_what, body, reason) => {
    const [vector] = vectors.filter(isPositive);
    if (vector === undefined) throw new Error('no such vector');
    const request = { ...encryptedRequest(vector), body: Buffer.from(body) };
    expect(() => verifyPush(request, settings, keysOfVector(vector))).toThrow(reason);
  });

  test('the vector that only has a signature gets past the signature', () => {
    const [vector] = vectorsWith('encrypt', 'msg_signature').filter(({ encodingAESKey }) => !encodingAESKey);
    if (vector === undefined) throw new Error('no such vector');
    const open = () => verifyPush(encryptedRequest(vector), settings, keysOfVector(vector));
    expect(open).toThrow('not encrypted for this AppID with a known key');
  });
});

function keysOfVector({ token, encodingAESKey = 'A'.repeat(43) }: Vector) {
  return keysOf({ token, encodingAesKey: encodingAESKey });
}

/** The push of a vector, signed by its publisher or, where no signature was published, by us. */
function encryptedRequest(vector: Vector & { readonly encrypt: string }) {
  const { token, encrypt, timestamp = '1', nonce = '1' } = vector;
  const msg_signature = vector.msg_signature ?? sign([token, timestamp, nonce, encrypt]);
  const url = withQuery(callbackUrl, { timestamp, nonce, encrypt_type: 'aes', msg_signature });
  const body = Buffer.from(`<xml>${renderElement('Encrypt', encrypt)}</xml>`);
  return readRequest(gatewayEvent({ url, headers: {}, body }));
}
