import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import type { AskingHeaders, WebAnswer } from '../../functions/web/answer.ts';
import { jsonAnswer } from '../../functions/web/json-answer.ts';
import { type PageFiles, pageFileAnswer } from '../../functions/web/page-file.ts';
import { securityHeaders } from '../../functions/web/security-headers.ts';
import { targetOf } from '../local/request-target.ts';
import { isOwnRequest } from './guard.ts';
import { LiveStream } from './live.ts';
import type { PushJournal } from './push-journal.ts';

export interface ConsoleOptions {
  readonly page: PageFiles;
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
    if (post) return send(response, jsonAnswer(await post(await readJson(request)), askingOf(request)));
    if (request.method !== 'GET') return sendStatus(response, 405);
    if (pathname === '/api/live') return stream.add(request, response);
    const file = page.get(pathname.slice(1));
    if (file) return send(response, pageFileAnswer(file, askingOf(request)));
    const read = ownValue(reads, pathname);
    if (read === undefined) return sendStatus(response, 404);
    return send(response, jsonAnswer(await read(searchParams), askingOf(request)));
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

function urlOf(request: IncomingMessage): URL {
  return new URL(`http://console${targetOf(request)}`);
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

function askingOf({ headers }: IncomingMessage): AskingHeaders {
  return {
    'accept-encoding': String(headers['accept-encoding'] ?? ''),
    'if-none-match': headers['if-none-match'] ?? '',
  };
}

function send(response: ServerResponse, { status, headers, body }: WebAnswer): void {
  response.writeHead(status, { ...headers }).end(body);
}

function sendStatus(response: ServerResponse, status: number, message = ''): void {
  if (response.headersSent) return void response.end();
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(message);
}
