import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Credentials, localAwsAccount } from '../account.ts';
import { targetOf } from '../request-target.ts';

/** An HTTP answer as the function gave it, ready to be sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/**
 * Whose body API Gateway hands over as text, if nothing but UTF-8 is said of it; every other one, also one without
 * a type, arrives as base64. AWS does not document the types: they were measured there (ministackorg/ministack#766),
 * and so was the charset (floci-io/floci#2172).
 */
const textual = /^(text\/[^;\s]+|application\/(json|javascript|xml))\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

export interface RequestContext {
  readonly routeKey: string;
  readonly apiId: string;
  /** Who signed the request, where its route asks for it. */
  readonly signer: Credentials | undefined;
}

/** A request's path as it came. */
export function pathOf(request: IncomingMessage): string {
  return targetOf(request).replace(/\?.*$/s, '');
}

/** Makes the event of a request, in API Gateway's payload format 2.0. */
export function requestEvent(
  request: IncomingMessage,
  body: Buffer,
  { routeKey, apiId, signer }: RequestContext,
): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = combinedHeaders(request);
  // Of bytes that are not UTF-8 AWS does not say what becomes of them as text: here they stay whole.
  const isText = textual.test(headers['content-type'] ?? '') && isUtf8(body);
  const path = pathOf(request);
  const query = targetOf(request).slice(path.length + 1);
  const now = new Date();
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    // API Gateway says how it was called; here that is over plain HTTP.
    headers: { ...headers, 'x-forwarded-proto': 'http' },
    ...(query !== '' && { queryStringParameters: combinedQuery(new URLSearchParams(query)) }),
    requestContext: {
      accountId: localAwsAccount.accountId,
      apiId,
      ...(signer && { authorizer: iamIdentity(signer) }),
      domainName: headers.host ?? '',
      domainPrefix: apiId,
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: now.toUTCString(),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

function iamIdentity({ accessKeyId }: Credentials) {
  const { accountId, partition } = localAwsAccount;
  const userArn = `arn:${partition}:iam::${accountId}:user/${accessKeyId}`;
  return {
    iam: { accessKey: accessKeyId, accountId, callerId: accessKeyId, userArn, userId: accessKeyId },
  };
}

/**
 * Makes the HTTP answer of what a function returned: without a `statusCode` API Gateway takes it as the
 * body of a 200. Undefined where it cannot be an answer.
 */
export function httpAnswer(result: unknown): HttpAnswer | undefined {
  if (!isObject(result) || !('statusCode' in result)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(JSON.stringify(result)),
    };
  }
  const { statusCode, headers = {}, body = '', isBase64Encoded = false, cookies = [] } = result;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || !isObject(headers) || typeof body !== 'string') return undefined;
  return {
    status,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      ...Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      ...(Array.isArray(cookies) && cookies.length > 0 && { 'set-cookie': cookies.map(String) }),
    },
    body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8'),
  };
}

/** Lower-case names; values of a repeated header are joined by commas. */
function combinedHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  const entries = Object.entries(headersDistinct).map(([name, values = []]) => [
    name,
    values.join(name === 'cookie' ? '; ' : ','),
  ]);
  return Object.fromEntries(entries);
}

/** Values of a repeated parameter are joined by commas. */
function combinedQuery(parameters: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
