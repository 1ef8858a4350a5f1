import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The longest body taken, in bytes; a product event has about 500. */
const longestBody = 64 * 1024;

/** What Weixin sent, before anything about it is believed. */
export interface CallbackRequest {
  readonly method: string;
  readonly query: Query;
  readonly body: Buffer;
}

/** Query parameters, none of which stands twice. */
export type Query = ReadonlyMap<string, string>;

/** The request is not Weixin's. The message is for the log: the caller learns nothing. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/**
 * Reads an API Gateway event (payload format 2.0).
 * @throws {RefusedError} where a query parameter is repeated
 * @throws {BodyTooLargeError} where the body has more than 64 KB
 */
export function readRequest(event: APIGatewayProxyEventV2): CallbackRequest {
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > longestBody) throw new BodyTooLargeError(`${body.length} bytes`);
  return { method: event.requestContext.http.method, query: readQuery(event.rawQueryString), body };
}

/** A parameter that stands twice, also as `name[]`, is read differently by different parsers: refused. */
function readQuery(text: string): Query {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(text)) {
    const plainName = name.replace(/\[.*$/s, '');
    if (query.has(plainName)) throw new RefusedError('repeated query parameter');
    query.set(plainName, plainName === name ? value : '');
  }
  return query;
}
