import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits: nobody finds one by trying. */
const tokenBytes = 32;
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;
const hashPattern = /^[0-9a-f]{64}$/;

/** The secret of a link, as it stands in its address. */
export function newToken(): string {
  return randomBytes(tokenBytes).toString('base64url');
}

/** Whether a text has the form of a token, whatever it opens. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && tokenPattern.test(text);
}

/** What is stored of a token, from which nobody makes it again: SHA-256 in hex. */
export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** What a link is called, in lists and by its key: the beginning of its token's hash. */
export function shareIdOf(hash: string): string {
  return hash.slice(0, 16);
}

/** Compares in a time that does not tell how much of it is right. */
export function isSameHash(one: string, other: string): boolean {
  if (!hashPattern.test(one) || !hashPattern.test(other)) return false;
  return timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));
}
