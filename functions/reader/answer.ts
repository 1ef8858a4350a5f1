import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { BadRequestError } from '../reads/bad-request-error.ts';
import { securityHeaders } from '../web/security-headers.ts';

/** What somebody is answered with. */
export interface ReaderAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** A cookie to keep, as `Set-Cookie` has it. */
  readonly cookie?: string;
}

/** An answer that is a status and at most a sentence. Nobody keeps it. */
export function plainAnswer(status: number, text = ''): ReaderAnswer {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  return { status, headers, body: Buffer.from(text) };
}

// Neither page nor numbers are for a search engine that came by a link.
const notIndexed = { 'x-robots-tag': 'noindex, nofollow' };

/** Bytes of a body that Lambda still takes: 6 MB of base64 and headers together (Lambda quotas, "Invocation payload"). */
const mostBytes = Math.floor(((6 * 1024 - 64) * 1024 * 3) / 4);

/**
 * An answer as API Gateway takes it, with what every answer of the reader carries.
 * @throws {BadRequestError} where it is larger than Lambda takes: what was asked for is too much
 */
export function resultOf({ status, headers, body, cookie }: ReaderAnswer): APIGatewayProxyStructuredResultV2 {
  if (body.length > mostBytes) throw new BadRequestError(tooLarge(body.length, headers));
  return {
    statusCode: status,
    headers: { ...securityHeaders, ...notIndexed, ...headers },
    ...(cookie !== undefined && { cookies: [cookie] }),
    // Files and answers may be compressed: API Gateway takes bytes as base64 alone.
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

function tooLarge(bytes: number, headers: ReaderAnswer['headers']): string {
  const compressed = headers['content-encoding'] === undefined ? 'with Accept-Encoding: br or gzip, ' : '';
  return `The answer has ${bytes} bytes, and ${mostBytes} at most can be sent: ask ${compressed}for fewer days, or for fewer products (limit, skip).`;
}
