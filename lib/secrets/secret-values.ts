import { randomInt } from 'node:crypto';
import { isEncodingAesKey } from '../../functions/callback/verify/encryption.ts';

/** The two values shared with Weixin, under Weixin's names, and how many letters and digits each has. */
export const weixinSecrets = {
  /** Weixin takes 3 to 32. */
  token: { weixinName: 'Token', length: 32 },
  /** Weixin takes 43 only: base64 of 32 bytes without its padding. */
  key: { weixinName: 'EncodingAESKey', length: 43 },
} as const;

export type SecretKind = keyof typeof weixinSecrets;

export const secretKinds = Object.keys(weixinSecrets) as readonly SecretKind[];

const lettersAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Whether Weixin would take a text as the value of the secret. */
export function isSecretValue(kind: SecretKind, text: string): boolean {
  return kind === 'key' ? isEncodingAesKey(text) : /^[A-Za-z0-9]{3,32}$/.test(text);
}

/** A new value, from the system's random source. */
export function newSecretValue(kind: SecretKind): string {
  return randomLettersAndDigits(weixinSecrets[kind].length);
}

export function randomLettersAndDigits(length: number): string {
  return Array.from({ length }, () => lettersAndDigits[randomInt(lettersAndDigits.length)]).join('');
}
