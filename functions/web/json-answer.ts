import type { AskingHeaders, WebAnswer } from './answer.ts';
import { nothing } from './answer.ts';
import { acceptedEncoding, compressFast } from './encoding.ts';
import { etagOf, hasAlready } from './etag.ts';

/** Bytes from which on compressing is worth its time: what is smaller fits into one packet as it is. */
const worthCompressing = 1400;

/**
 * Answers with JSON, or with 304 where the page has the same already: it asks again every few seconds.
 * Nothing of it may be kept by the browser itself.
 */
export function jsonAnswer(value: unknown, asking: AskingHeaders): WebAnswer {
  const content = Buffer.from(JSON.stringify(value));
  const etag = etagOf(content);
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    etag,
  };
  if (hasAlready(etag, asking['if-none-match'])) return { status: 304, headers, body: nothing };
  const encoding =
    content.length < worthCompressing ? undefined : acceptedEncoding(asking['accept-encoding']);
  if (encoding === undefined) return { status: 200, headers, body: content };
  return {
    status: 200,
    headers: { ...headers, 'content-encoding': encoding },
    body: compressFast(content, encoding),
  };
}
