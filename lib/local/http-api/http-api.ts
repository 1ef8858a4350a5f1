import type { IncomingMessage, RequestListener } from 'node:http';
import { type LoopbackServer, serveOnLoopback } from '../loopback-server.ts';
import type { ApiDefinition, Route } from './api-definition.ts';
import { type HttpAnswer, httpAnswer, requestEvent } from './payload.ts';

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
  /** Answers what no route does. @default 404, as API Gateway */
  readonly fallback?: RequestListener;
}

/** Serves the HTTP API as API Gateway would; throttling and access log are AWS's. */
export async function startHttpApi(options: HttpApiOptions): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    if (options.fallback && findRoute(options.api.routes, request) === undefined) {
      return options.fallback(request, response);
    }
    const { status, headers, body } = await answer(request, options);
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  }, options.port);
}

async function answer(
  request: IncomingMessage,
  { api, invoke, onFailure }: HttpApiOptions,
): Promise<HttpAnswer> {
  const body = await readBody(request);
  if (body === undefined) return message(413, 'Request Entity Too Large');
  const route = findRoute(api.routes, request);
  if (route === undefined) return message(404, 'Not Found');
  const event = requestEvent(request, body, route.key, api.apiId);
  try {
    const result = await withinTime(invoke(route.functionArn, event), route.timeoutMilliseconds);
    if (result === outOfTime) return message(503, 'Service Unavailable');
    return httpAnswer(result) ?? message(500, 'Internal Server Error');
  } catch (error) {
    onFailure(error);
    return message(500, 'Internal Server Error');
  }
}

/** API Gateway prefers the most specific route. */
function findRoute(routes: readonly Route[], { method, url = '/' }: IncomingMessage): Route | undefined {
  const { pathname } = new URL(url, 'http://localhost');
  return [`${method} ${pathname}`, `ANY ${pathname}`, '$default']
    .map((key) => routes.find((route) => route.key === key))
    .find((route) => route !== undefined);
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
