import type { IncomingMessage, RequestListener } from 'node:http';
import { requestIdHeader } from '../../weixin/deliver.ts';
import type { Credentials } from '../account.ts';
import { type LoopbackServer, serveOnLoopback } from '../loopback-server.ts';
import type { ApiDefinition, Route } from './api-definition.ts';
import { findRoute } from './find-route.ts';
import { type HttpAnswer, httpAnswer, pathOf, requestEvent } from './payload.ts';
import { signerOf } from './signature.ts';
import { Throttle } from './throttle.ts';

/** API Gateway's quota on a request's body. */
const largestBody = 10 * 1024 * 1024;

export interface HttpApiOptions {
  readonly api: ApiDefinition;
  /** 0 takes any free port. */
  readonly port: number;
  /** Calls the function behind a route. */
  invoke(functionArn: string, event: unknown): Promise<unknown>;
  /** Learns why a function failed; the caller does not. */
  onFailure(error: unknown): void;
  /** Who may call the routes that ask for a signature. @default nobody */
  readonly signers?: readonly Credentials[];
  /** Answers what no route does. @default 404, as API Gateway */
  readonly fallback?: RequestListener;
}

/** Serves the HTTP API as API Gateway would; the access log is AWS's. */
export async function startHttpApi(options: HttpApiOptions): Promise<LoopbackServer> {
  const throttles = new Map(
    options.api.routes.flatMap(({ key, limit }) => (limit ? [[key, new Throttle(limit)]] : [])),
  );
  return serveOnLoopback(async (request, response) => {
    const route = findRoute(options.api.routes, request.method ?? 'GET', pathOf(request));
    if (options.fallback && route === undefined) return options.fallback(request, response);
    const throttle = throttles.get(route?.key ?? '');
    const { status, headers, body } = await answer(request, route, throttle, options);
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  }, options.port);
}

async function answer(
  request: IncomingMessage,
  route: Route | undefined,
  throttle: Throttle | undefined,
  options: HttpApiOptions,
): Promise<HttpAnswer> {
  const { api, signers = [] } = options;
  const body = await readBody(request);
  if (body === undefined) return message(413, 'Request Entity Too Large');
  if (route === undefined) return message(404, 'Not Found');
  if (throttle?.take() === false) return message(429, 'Too Many Requests');
  const signer = route.signed ? await signerOf(request, body, signers) : undefined;
  if (route.signed && signer === undefined) return message(403, 'Forbidden');
  const event = requestEvent(request, body, { routeKey: route.key, apiId: api.apiId, signer });
  const { status, headers, body: content } = await invoked(event, route, options);
  return {
    status,
    headers: { ...headers, [requestIdHeader]: event.requestContext.requestId },
    body: content,
  };
}

async function invoked(
  event: unknown,
  route: Route,
  { invoke, onFailure }: HttpApiOptions,
): Promise<HttpAnswer> {
  try {
    const result = await withinTime(invoke(route.functionArn, event), route.timeoutMilliseconds);
    if (result === outOfTime) return message(503, 'Service Unavailable');
    return httpAnswer(result) ?? message(500, 'Internal Server Error');
  } catch (error) {
    onFailure(error);
    return message(500, 'Internal Server Error');
  }
}

const outOfTime = Symbol('out of time');

async function withinTime(work: Promise<unknown>, milliseconds: number): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds, outOfTime);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Undefined where the body is too large, which is known only once all of it has come. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= largestBody) chunks.push(chunk);
  }
  return length <= largestBody ? Buffer.concat(chunks) : undefined;
}

function message(status: number, text: string): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ message: text })),
  };
}
