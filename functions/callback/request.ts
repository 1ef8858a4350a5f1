import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The longest body taken, in bytes; a product event has about 500. */
const longestBody = 64 * 1024;

/** What Weixin sent, before anything about it is believed. */
export interface CallbackRequest {
  readonly method: string;
  readonly query: Query;
  readonly body: Buffer;
  /** The body as API Gateway handed it over. */
  readonly sent: Buffer;
  /** The query as it came, to the letter. */
  readonly rawQuery: string;
  readonly contentType: string | undefined;
  /** Whether a receiver like this one sent it on. */
  readonly isForwarded: boolean;
  /** When it came, in milliseconds of `performance.now()`. */
  readonly cameAt: number;
}

/** By this header a push that was forwarded is told from Weixin's own. */
export const forwardedHeader = 'x-weixin-forwarded';

/** What Weixin adds to the URL it was given (Weixin, Message encryption). */
const weixinParameters = [
  'signature',
  'timestamp',
  'nonce',
  'echostr',
  'openid',
  'encrypt_type',
  'msg_signature',
] as const;

export type WeixinParameter = (typeof weixinParameters)[number];

/** Weixin's own parameters, none of which stands twice; the merchant's, if the URL has any, are left out. */
export type Query = ReadonlyMap<WeixinParameter, string>;

/** The request is not Weixin's. The message is for the log: the caller learns nothing. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError';
}

/**
 * Reads an API Gateway event (payload format 2.0).
 * @throws {RefusedError} where a parameter of Weixin's is repeated
 * @throws {BodyTooLargeError} where the body has more than 64 KB
 */
export function readRequest(event: APIGatewayProxyEventV2): CallbackRequest {
  const cameAt = performance.now();
  const { rawQueryString: rawQuery, headers, requestContext } = event;
  const sent = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  const body = event.isBase64Encoded ? sent : bytesOf(event.body ?? '');
  if (sent.length > longestBody) throw new BodyTooLargeError(`${sent.length} bytes`);
  return {
    method: requestContext.http.method,
    query: readQuery(rawQuery),
    body,
    sent,
    rawQuery,
    contentType: headers['content-type'],
    isForwarded: headers[forwardedHeader] !== undefined,
    cameAt,
  };
}

/**
 * The bytes of a body handed over as text. Whoever made text of bytes that are not UTF-8 put U+FFFD in their
 * place: a byte that is no UTF-8 either stands for them, so that nobody takes it for what was pushed.
 */
function bytesOf(text: string): Buffer {
  const [first = '', ...others] = text.split('\uFFFD').map((part) => Buffer.from(part));
  return Buffer.concat([Buffer.from(first), ...others.flatMap((part) => [Buffer.of(0xff), part])]);
}

/** A parameter that stands twice, also as `name[]`, is read differently by different parsers: refused. */
function readQuery(text: string): Query {
  const query = new Map<WeixinParameter, string>();
  for (const [fullName, value] of new URLSearchParams(text)) {
    const name = fullName.replace(/\[.*$/s, '');
    if (!isWeixinParameter(name)) continue;
    if (query.has(name)) throw new RefusedError('repeated query parameter');
    query.set(name, name === fullName ? value : '');
  }
  return query;
}

function isWeixinParameter(name: string): name is WeixinParameter {
  return weixinParameters.some((parameter) => parameter === name);
}
