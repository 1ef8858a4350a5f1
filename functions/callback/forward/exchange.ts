import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { urlToHttpOptions } from 'node:url';
import { connectionFailure, ForwardError } from './failure.ts';
import type { Target } from './target.ts';

/** How long a connection may take to be made, in milliseconds. */
const connectWithin = 1000;
/** Bytes of an answer; Weixin's longest reply has a few thousand. */
const longestAnswer = 64 * 1024;

/** What the target is asked. */
export interface Question {
  readonly method: 'GET' | 'POST';
  /** With the query behind it, as it goes over the wire. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: Buffer;
}

/** What the target said. */
export interface TargetAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly location: string | undefined;
  readonly body: Buffer;
}

/**
 * One request and its answer, without following redirects. Each has a connection of its own: one that lasts would
 * be dead after a pause of the function, and the target's address would not be looked at again.
 * @param signal ends it
 * @throws {ForwardError} where no whole answer of 64 KB at most comes
 */
export async function exchange(
  { url, lookup }: Target,
  { body, ...question }: Question,
  signal: AbortSignal,
): Promise<TargetAnswer> {
  let request: ClientRequest | undefined;
  try {
    const begin = url.protocol === 'https:' ? requestHttps : requestHttp;
    request = begin({ ...urlToHttpOptions(url), ...question, lookup, agent: false, signal });
    // What breaks once nobody waits for it is no news.
    request.on('error', () => {});
    request.end(body);
    const [[response]] = await Promise.all([once(request, 'response'), connection(request)]);
    return await readAnswer(response);
  } catch (error) {
    throw signal.aborted ? new ForwardError('tooSlow', { cause: error }) : connectionFailure(error);
  } finally {
    request?.destroy();
  }
}

/** @throws {ForwardError} where it is not there in time */
async function connection(request: ClientRequest): Promise<void> {
  const [socket] = await once(request, 'socket');
  if (!socket.connecting) return;
  const signal = AbortSignal.timeout(connectWithin);
  try {
    await once(socket, 'connect', { signal });
  } catch (error) {
    throw signal.aborted ? new ForwardError('unreachable', { cause: error }) : error;
  }
}

async function readAnswer(response: IncomingMessage): Promise<TargetAnswer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > longestAnswer) throw new ForwardError('tooLarge');
    chunks.push(chunk);
  }
  return {
    status: response.statusCode ?? 0,
    contentType: response.headers['content-type'],
    location: response.headers.location,
    body: Buffer.concat(chunks),
  };
}
