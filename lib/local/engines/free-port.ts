import { once } from 'node:events';
import { createServer } from 'node:net';
import { loopback } from '../loopback-server.ts';

/** A TCP port nobody listens on now, for an engine that cannot choose one and tell. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, loopback);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
