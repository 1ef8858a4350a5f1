import { createHash } from 'node:crypto';

/** An entity tag of a content: the same content, the same tag. */
export function etagOf(content: Uint8Array): string {
  return `"${contentHash(content)}"`;
}

/** A short name for a content, fit for the name of a file. */
export function contentHash(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}

/** Whether a request already has what bears the tag (RFC 9110, If-None-Match). */
export function hasAlready(etag: string, ifNoneMatch = ''): boolean {
  // Whatever compresses on the way may weaken a tag.
  return ifNoneMatch.split(',').some((each) => each.trim().replace(/^W\//, '') === etag);
}
