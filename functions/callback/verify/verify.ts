import { parse } from '../read/parse.ts';
import { type CallbackRequest, type Query, RefusedError, type WeixinParameter } from '../request.ts';
import type { CallbackSettings } from '../settings.ts';
import { DecryptionError, decrypt } from './encryption.ts';
import { signatureMatches } from './signature.ts';
import type { WeixinKeys } from './weixin-keys.ts';

/**
 * Answers Weixin's URL verification: the echostr, as it came, if the signature is right.
 * @throws {RefusedError}
 */
export function verifyUrl(query: Query, keys: WeixinKeys): string {
  const echostr = required(query, 'echostr');
  verifySignature(keys, query, 'signature');
  return echostr;
}

/**
 * The push's own bytes, once they are known to come from Weixin (Weixin, Message encryption).
 * @throws {RefusedError}
 */
export function verifyPush(request: CallbackRequest, settings: CallbackSettings, keys: WeixinKeys): Buffer {
  if (request.query.get('encrypt_type') === 'aes') return openEnvelope(request, settings.appId, keys);
  if (settings.encryption === 'required') throw new RefusedError('plaintext where encryption is required');
  verifySignature(keys, request.query, 'signature');
  return request.body;
}

/**
 * A signature that is valid once is valid for ever: what limits a replay is the age of its timestamp.
 * @throws {RefusedError}
 */
export function verifyAge(query: Query, maxAgeSeconds: number, now: Date): void {
  const timestamp = required(query, 'timestamp');
  if (!/^\d{1,12}$/.test(timestamp)) throw new RefusedError('timestamp is no number');
  const age = Math.abs(now.getTime() / 1000 - Number(timestamp));
  if (maxAgeSeconds > 0 && age > maxAgeSeconds) throw new RefusedError('stale timestamp');
}

/** In compatible mode plain fields stand beside Encrypt: no signature covers them, so they are not used. */
function openEnvelope(request: CallbackRequest, appId: string, keys: WeixinKeys): Buffer {
  const encrypted = readEncrypt(request.body);
  verifySignature(keys, request.query, 'msg_signature', encrypted);
  for (const key of keys.encodingAesKeys) {
    const opened = tryDecrypt(encrypted, key);
    if (opened?.appId === appId) return opened.message;
  }
  throw new UnknownSecretError('not encrypted for this AppID with a known key');
}

/** No key that is known here opens or signs it: newer ones may have been set since they were read. */
export class UnknownSecretError extends RefusedError {}

function verifySignature(
  keys: WeixinKeys,
  query: Query,
  parameter: 'signature' | 'msg_signature',
  ...covered: string[]
): void {
  const given = required(query, parameter);
  const signed = [required(query, 'timestamp'), required(query, 'nonce'), ...covered];
  const matches = keys.tokens.map((token) => signatureMatches([token, ...signed], given));
  if (!matches.includes(true)) throw new UnknownSecretError(`wrong ${parameter}`);
}

function readEncrypt(body: Buffer): string {
  try {
    const encrypted = parse(body.toString('utf8')).get('Encrypt')?.trim();
    if (encrypted) return encrypted;
  } catch (cause) {
    throw new RefusedError('unreadable envelope', { cause });
  }
  throw new RefusedError('no Encrypt');
}

function tryDecrypt(encrypted: string, key: string): ReturnType<typeof decrypt> | undefined {
  try {
    return decrypt(encrypted, key);
  } catch (error) {
    if (error instanceof DecryptionError) return undefined;
    throw error;
  }
}

function required(query: Query, name: WeixinParameter): string {
  const value = query.get(name);
  if (!value) throw new RefusedError(`no ${name}`);
  return value;
}
