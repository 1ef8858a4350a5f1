import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Weixin's signature: the SHA-1, in lower-case hex, of the parts sorted and joined. The parts are
 * token, timestamp and nonce, and for an encrypted push the Encrypt text as well.
 */
export function sign(parts: readonly string[]): string {
  return createHash('sha1').update(parts.toSorted().join('')).digest('hex');
}

/** Whether the signature given is the one of the parts, compared in constant time. */
export function signatureMatches(parts: readonly string[], given: string): boolean {
  const expected = Buffer.from(sign(parts));
  const claimed = Buffer.from(given);
  return claimed.length === expected.length && timingSafeEqual(claimed, expected);
}
