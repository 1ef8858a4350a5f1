import { type CallbackRequest, forwardedHeader } from '../request.ts';
import { exchange, type TargetAnswer } from './exchange.ts';
import type { Target } from './target.ts';

/** What is passed on of a push, and nothing else of the request. */
export type ForwardedPush = Pick<CallbackRequest, 'rawQuery' | 'contentType' | 'sent'>;

/**
 * Sends a push on, byte for byte as it came: whoever has the Token verifies the same signature. Once, for whether
 * the target has seen a push that it did not answer nobody knows.
 * @param signal ends it
 * @throws {ForwardError}
 */
export async function attempt(
  target: Target,
  { rawQuery, contentType, sent: body }: ForwardedPush,
  signal: AbortSignal,
): Promise<TargetAnswer> {
  const headers = {
    ...(contentType !== undefined && { 'Content-Type': contentType }),
    'Content-Length': body.length,
    [forwardedHeader]: '1',
  };
  return exchange(target, { method: 'POST', path: pathTo(target, rawQuery), headers, body }, signal);
}

/** The target's path and own query, and behind them the push's, not a character of it written anew. */
export function pathTo({ url: { pathname, search } }: Target, rawQuery: string): string {
  const own = `${pathname}${search}`;
  if (rawQuery === '') return own;
  return `${own}${search === '' ? '?' : '&'}${rawQuery}`;
}
