import { randomInt } from 'node:crypto';
import { sign } from '../../functions/callback/verify/signature.ts';

/** When and with what nonce a request is signed. */
export interface Stamp {
  /** When it is sent, in seconds since 1970. @default now */
  readonly timestamp?: number | string;
  /** @default ten random digits */
  readonly nonce?: string;
}

/** The query parameters of every request of Weixin's, in its order. */
export interface SignedQuery {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

export function signedQuery(token: string, stamp: Stamp): SignedQuery {
  const timestamp = String(stamp.timestamp ?? Math.floor(Date.now() / 1000));
  const nonce = stamp.nonce ?? String(randomInt(1_000_000_000, 10_000_000_000));
  return { signature: sign([token, timestamp, nonce]), timestamp, nonce };
}

/** The callback URL with the query behind what it has of its own. */
export function withQuery(callbackUrl: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(callbackUrl);
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value);
  return url.href;
}
