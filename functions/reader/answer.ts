import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
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

/** An answer as API Gateway takes it, with what every answer of the reader carries. */
export function resultOf({ status, headers, body, cookie }: ReaderAnswer): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...securityHeaders, ...notIndexed, ...headers },
    ...(cookie !== undefined && { cookies: [cookie] }),
    // Files and answers may be compressed: API Gateway takes bytes as base64 alone.
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}
