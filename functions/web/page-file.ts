import type { AskingHeaders, WebAnswer } from './answer.ts';
import { nothing } from './answer.ts';
import { acceptedEncoding, type ContentEncoding } from './encoding.ts';
import { etagOf, hasAlready } from './etag.ts';

/** A file of the console page, as it is built once and sent often. */
export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array;
  /** The content compressed. */
  readonly encoded: Readonly<Record<ContentEncoding, Uint8Array>>;
  /** Whether its name says its content, so that it never changes under that name. */
  readonly hashed: boolean;
}

/** Files by their path below the page's own address; the page itself has the empty one. */
export type PageFiles = ReadonlyMap<string, PageFile>;

/** Answers with a file: kept for good where it is hashed, asked for again each time where it is not. */
export function pageFileAnswer(file: PageFile, asking: AskingHeaders): WebAnswer {
  const etag = etagOf(file.content);
  const headers = {
    'content-type': file.type,
    'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'accept-encoding',
    etag,
  };
  if (hasAlready(etag, asking['if-none-match'])) return { status: 304, headers, body: nothing };
  const encoding = acceptedEncoding(asking['accept-encoding']);
  if (encoding === undefined) return { status: 200, headers, body: file.content };
  return {
    status: 200,
    headers: { ...headers, 'content-encoding': encoding },
    body: file.encoded[encoding],
  };
}
