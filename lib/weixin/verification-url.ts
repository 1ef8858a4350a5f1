import { type Stamp, signedQuery, withQuery } from './signed-query.ts';

/** What Weixin GETs when a callback URL is entered in its console; the answer has to be the echostr. */
export function verificationUrl(
  callbackUrl: string,
  token: string,
  echostr: string,
  stamp: Stamp = {},
): string {
  return withQuery(callbackUrl, { ...signedQuery(token, stamp), echostr });
}
