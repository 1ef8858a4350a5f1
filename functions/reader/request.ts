import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BadRequestError } from '../reads/bad-request-error.ts';
import { apiPath, consolePath, type ReaderRoute, routeOf } from './routes.ts';

/** What somebody asks of the reader, before anything about it is believed. */
export interface ReaderRequest {
  readonly route: ReaderRoute;
  /** Below the console's or the API's own path, such as `api/products`; nothing in it is decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Each `name=value`. */
  readonly cookies: readonly string[];
  readonly body: string;
  /** The reader's own origin, such as `https://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly origin: string;
  /** Whether API Gateway verified a signature made with AWS credentials. */
  readonly isSigned: boolean;
}

/** The request came by a route that is not the reader's: a mistake of the stack. */
export class UnknownRouteError extends Error {
  override readonly name = 'UnknownRouteError';
}

/** What the page posts: a hundred products' names, or a token. */
const longestBody = 64 * 1024;

/**
 * Reads an API Gateway event (payload format 2.0).
 * @throws {BadRequestError} where the body is too large
 * @throws {UnknownRouteError} where the route is none of the reader's
 */
export function readRequest(event: APIGatewayProxyEventV2): ReaderRequest {
  const { routeKey, rawPath, rawQueryString, headers, cookies = [], requestContext } = event;
  const route = routeOf(routeKey);
  if (route === undefined) throw new UnknownRouteError(routeKey);
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > longestBody) throw new BadRequestError(`more than ${longestBody} bytes`);
  const base = route === 'api' ? apiPath : consolePath;
  return {
    route,
    path: rawPath.slice(base.length),
    query: new URLSearchParams(rawQueryString),
    headers,
    cookies,
    body: body.toString(),
    origin: `${headers['x-forwarded-proto'] ?? 'https'}://${requestContext.domainName}`,
    isSigned: Object(Object(requestContext).authorizer).iam !== undefined,
  };
}
