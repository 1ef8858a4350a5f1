import type { Share } from '../../model/shares.ts';
import { findShare, type SharesTable } from '../../shares/shares.ts';
import { isToken } from '../../shares/token.ts';
import { plainAnswer, type ReaderAnswer } from '../answer.ts';
import { NotOpenError } from '../refusals.ts';
import type { ReaderRequest } from '../request.ts';

/** `__Host-`: a browser takes it from this very host alone, over TLS alone, for all of its paths. */
export const cookieName = '__Host-share';

/**
 * The link a request is made under, by its cookie. Looked up on every request: a revoked link ends at once.
 * @throws {NotOpenError} where it is under none
 */
export async function requireShare(table: SharesTable, { cookies }: ReaderRequest): Promise<Share> {
  const [token, ...others] = cookies
    .filter((cookie) => cookie.startsWith(`${cookieName}=`))
    .map((cookie) => cookie.slice(cookieName.length + 1));
  // Two of one name: somebody has put one in front of ours.
  if (others.length > 0) throw new NotOpenError('two cookies');
  return openShare(table, token);
}

/**
 * Trades the token of a link for a cookie that lives as long as the link.
 * @param asked `{token}`
 * @throws {NotOpenError} where the token opens nothing
 */
export async function startSession(
  table: SharesTable,
  asked: unknown,
  now: Date = new Date(),
): Promise<ReaderAnswer> {
  const { token }: { token?: unknown } = Object(asked);
  const share = await openShare(table, token, now);
  const seconds = Math.floor((Date.parse(share.validUntil) - now.getTime()) / 1000);
  const cookie = `${cookieName}=${token}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Strict`;
  return { ...plainAnswer(204), cookie };
}

/** @throws {NotOpenError} which does not say why */
async function openShare(table: SharesTable, token: unknown, now?: Date): Promise<Share> {
  // What has not even the form of a token is not worth a read.
  const share = isToken(token) ? await findShare(table, token, now) : undefined;
  if (share === undefined) throw new NotOpenError('no link is open by that token');
  return share;
}
