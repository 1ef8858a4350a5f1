import { sign } from '../../../functions/callback/verify/signature.ts';
import { encrypt } from '../../../lib/weixin/encrypt.ts';
import { secureBody } from '../../../lib/weixin/envelope.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { type SignedPush, type SigningOptions, signedPush } from '../../../lib/weixin/signed-push.ts';
import { signedQuery, withQuery } from '../../../lib/weixin/signed-query.ts';
import { account, callbackUrl } from './understand.ts';

/** The push that would be taken, had nobody touched it. */
export const push = eventPush(samples.user_scan_product);

export function secure(options: SigningOptions = {}, changes: Partial<typeof account> = {}): SignedPush {
  return signedPush(callbackUrl, push, { ...account, ...changes }, options);
}

export function plain(options: SigningOptions = {}): SignedPush {
  return secure({ ...options, mode: 'plain' });
}

export function now(): number {
  return Math.floor(Date.now() / 1000);
}

export const anHour = 3600;

/** The push with a query parameter changed, or left out where it changes to nothing. */
export function withParameter(
  signed: SignedPush,
  name: string,
  change: (value: string) => string | undefined,
): SignedPush {
  return requeried(signed, (query) => {
    const value = change(query.get(name) ?? '');
    if (value === undefined) query.delete(name);
    else query.set(name, value);
  });
}

/** The push with one more query parameter. */
export function withParameterToo(signed: SignedPush, name: string, value: string): SignedPush {
  return requeried(signed, (query) => query.append(name, value));
}

function requeried(signed: SignedPush, change: (query: URLSearchParams) => void): SignedPush {
  const url = new URL(signed.url);
  change(url.searchParams);
  return { ...signed, url: url.href };
}

/** A hex digest that differs in one digit. */
export function otherDigest(digest: string): string {
  return digest.startsWith('0') ? digest.replace('0', '1') : `0${digest.slice(1)}`;
}

/** The Encrypt text of the push. */
export const encrypted = encrypt(push.body, account.encodingAesKey, account.appId);

/** A push of any Encrypt text and any body, signed by one who knows the token. */
export function signedEnvelope(
  encryptText: string,
  body: string | Buffer = secureBody(push, encryptText),
): SignedPush {
  const query = signedQuery(account.token, {});
  const msg_signature = sign([account.token, query.timestamp, query.nonce, encryptText]);
  const url = withQuery(callbackUrl, { ...query, encrypt_type: 'aes', msg_signature });
  return { ...secure(), url, body: Buffer.from(body) };
}

const aesBlock = 16;

/**
 * Flips bits of what the Encrypt text holds, without its key: in CBC a change of one block changes the
 * next block in the same place. The block in front becomes noise.
 */
export function withBitsFlipped(encryptText: string, at: number, bits: number): string {
  const ciphertext = Buffer.from(encryptText, 'base64');
  const index = (at < 0 ? ciphertext.length + at : at) - aesBlock;
  ciphertext.writeUInt8(ciphertext.readUInt8(index) ^ bits, index);
  return ciphertext.toString('base64');
}
