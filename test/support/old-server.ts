import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { serveOnLoopback } from '../../lib/local/loopback-server.ts';

/** A request as it came over the wire. */
export interface Seen {
  readonly method: string | undefined;
  /** Path and query, to the letter. */
  readonly path: string | undefined;
  /** In lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Say = (response: ServerResponse, request: IncomingMessage, body: Buffer) => void;

/** The merchant's own message server: it keeps what it is sent, byte for byte, and answers as told. */
export interface OldServer {
  readonly origin: string;
  readonly seen: readonly Seen[];
  say: Say;
  close(): Promise<void>;
}

export async function startOldServer(say: Say = saying('')): Promise<OldServer> {
  const seen: Seen[] = [];
  const { origin, close } = await serveOnLoopback(async (request, response) => {
    const { method, url: path, headers } = request;
    const body = await buffer(request);
    seen.push({ method, path, headers, body });
    server.say(response, request, body);
  });
  const server: OldServer = { origin, seen, say, close };
  return server;
}

export function saying(body: string | Buffer, status = 200, headers: Record<string, string> = {}): Say {
  return (response) => void response.writeHead(status, headers).end(body);
}

const byteEvery = 1000;

/** What a server may do wrong, by the word the log has for it. */
export const troubles = {
  hangs: { say: () => {}, reason: 'tooSlow' },
  'answers 500': { say: saying('<xml><Encrypt>x</Encrypt></xml>', 500), reason: 'status' },
  'says one byte a second': { say: drip, reason: 'tooSlow' },
  'resets the connection': { say: (_response, { socket }) => void socket.resetAndDestroy(), reason: 'cut' },
  'answers 301': { say: saying('', 301, { location: '/elsewhere' }), reason: 'redirect' },
  'answers HTML': { say: saying('<!DOCTYPE html><html><body>hi</body></html>'), reason: 'notXml' },
  'answers JSON': { say: saying('{"errcode":0}'), reason: 'notXml' },
  'answers in clear': { say: saying('<xml><Content>hi</Content></xml>'), reason: 'notEncrypted' },
  'answers 65 KB': { say: saying(Buffer.alloc(65 * 1024, ' ')), reason: 'tooLarge' },
} as const satisfies Record<string, { readonly say: Say; readonly reason: string }>;

function drip(response: ServerResponse): void {
  response.writeHead(200).write('<');
  const timer = setInterval(() => response.write('x'), byteEvery);
  response.on('close', () => clearInterval(timer));
}
