import { createHash } from 'node:crypto';

/** Makes a pushed value one part of a key whose parts are joined by `#`. */
export function escapePart(part: string): string {
  return part.replace(/[%#]/g, encodeURIComponent);
}

/** Undoes `escapePart`. */
export function unescapePart(part: string): string {
  return part.replace(/%2[35]/g, decodeURIComponent);
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A short name for a text: 72 bits of its SHA-256 in base64url. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 12);
}

/**
 * Text of at most `limit` bytes of UTF-8: longer text is cut between characters and ends in `…`. What
 * UTF-8 cannot write (half a surrogate pair) becomes U+FFFD, so that what is written is what is read.
 */
export function boundedText(text: string, limit: number): string {
  const wellFormed = text.toWellFormed();
  if (Buffer.byteLength(wellFormed) <= limit) return wellFormed;
  const room = limit - Buffer.byteLength(ellipsis);
  let end = 0;
  for (const character of wellFormed) {
    const next = end + Buffer.byteLength(character);
    if (next > room) break;
    end = next;
  }
  return Buffer.from(wellFormed).toString('utf8', 0, end) + ellipsis;
}

const ellipsis = '…';
