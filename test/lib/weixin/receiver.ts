import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** A request as it arrived. */
export interface Received {
  readonly method: string | undefined;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Receiver {
  readonly url: string;
  readonly received: readonly Received[];
}

export type Answer = (response: ServerResponse) => void;

/** An HTTP server that answers as told, the last answer again and again, until the test is over. */
export async function startReceiver(...answers: readonly Answer[]): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method, headers, url } = request;
    const { searchParams } = new URL(url ?? '', 'http://receiver');
    const answer = answers[Math.min(received.length, answers.length - 1)];
    received.push({ method, headers, query: Object.fromEntries(searchParams), body: await buffer(request) });
    answer?.(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return { url: `http://127.0.0.1:${address.port}/weixin`, received };
}

export function answering(status: number, body = ''): Answer {
  return (response) => {
    response.writeHead(status).end(body);
  };
}
