import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { BadRequestError } from './bad-request-error.ts';
import { isOwnRequest, securityHeaders } from './guard.ts';
import { LiveStream } from './live.ts';
import type { PageFile } from './page-files.ts';
import type { PushJournal } from './push-journal.ts';

export interface ConsoleOptions {
  /** The page's files, by path. */
  readonly page: ReadonlyMap<string, PageFile>;
  /** What is answered as JSON, by path. */
  readonly reads: Readonly<Record<string, (query: URLSearchParams) => Promise<unknown>>>;
  /** What answers the JSON posted, by path. */
  readonly posts: Readonly<Record<string, (body: unknown) => Promise<unknown>>>;
  readonly live: { readonly read: () => Promise<unknown>; readonly everyMilliseconds: number };
  readonly journal?: PushJournal;
  /** Told of what went wrong on this side. */
  readonly onError: (error: unknown) => void;
}

export interface Console {
  readonly listener: RequestListener;
  /** Ends the open streams. */
  close(): void;
}

const longestBody = 64 * 1024;

/** Serves the page, and answers it alone. The one place where errors become statuses. */
export function serveConsole({ page, reads, posts, live, journal, onError }: ConsoleOptions): Console {
  const stream = new LiveStream({ ...live, journal });

  const isPosted = (request: IncomingMessage) => Object.hasOwn(posts, urlOf(request).pathname);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = urlOf(request);
    const post = request.method === 'POST' ? ownValue(posts, pathname) : undefined;
    if (post) return sendJson(response, await post(await readJson(request)));
    if (request.method !== 'GET') return sendStatus(response, 405);
    if (pathname === '/api/live') return stream.add(request, response);
    const file = page.get(pathname);
    if (file) return void response.setHeader('content-type', file.type).end(file.content);
    const read = ownValue(reads, pathname);
    return read ? sendJson(response, await read(searchParams)) : sendStatus(response, 404);
  }

  return {
    listener: (request, response) => {
      for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
      // A push sent to a wrong path is nobody's attack, and a 403 would point its sender at the keys.
      if (request.method === 'POST' && !isPosted(request)) return sendStatus(response, 404);
      if (!isOwnRequest(request)) return sendStatus(response, 403);
      answer(request, response).catch((error: unknown) => {
        if (error instanceof BadRequestError) return sendStatus(response, 400, error.message);
        onError(error);
        return sendStatus(response, 500);
      });
    },
    close: () => stream.stop(),
  };
}

function urlOf({ url = '/' }: IncomingMessage): URL {
  return new URL(url, 'http://console');
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type'] !== 'application/json') throw new BadRequestError('JSON is expected');
  const body = await readBody(request);
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new BadRequestError('not JSON', { cause });
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > longestBody) throw new BadRequestError(`more than ${longestBody} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(value));
}

function sendStatus(response: ServerResponse, status: number, message = ''): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(message);
}
