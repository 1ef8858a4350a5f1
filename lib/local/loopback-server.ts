import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { LocalRunText } from '../wording/local-run.ts';
import { LocalRunError } from './local-run-error.ts';

/** The only address a local run listens on. */
export const loopback = '127.0.0.1';

export interface LoopbackServer {
  /** Such as `http://127.0.0.1:3000`, without a slash behind it. */
  readonly origin: string;
  /** Cuts what is open and frees the port. */
  close(): Promise<void>;
}

/**
 * Serves HTTP on the loopback interface.
 * @param listener where it throws the connection is cut, which is what a caller sees of a server that died
 * @param port 0 takes any free port
 * @param portSetting what the person at the terminal sets another port with
 * @throws {LocalRunError} where the port is taken, or not ours to take
 */
export async function serveOnLoopback(
  listener: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
  port = 0,
  portSetting = 'PORT',
): Promise<LoopbackServer> {
  const server = createServer((request, response) => {
    listener(request, response).catch(() => request.socket.destroy());
  }).listen(port, loopback);
  // Without this Node.js hangs up on who takes the server for a proxy.
  server.on('connect', (_request, socket) => {
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new LocalRunError((text) => unusable(text, cause)(port, portSetting), { cause });
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://${loopback}:${address.port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

/** @throws {LocalRunError} where nobody could serve on the port */
export async function requirePort(port: number): Promise<void> {
  const server = await serveOnLoopback(async () => {}, port);
  await server.close();
}

function unusable(text: LocalRunText, cause: unknown): LocalRunText['portTaken'] {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') return text.portTaken;
  if (code === 'EACCES') return text.portForbidden;
  return (port, setting) => text.portUnusable(port, setting, String(cause));
}
