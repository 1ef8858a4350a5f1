import type { IncomingMessage } from 'node:http';

/**
 * Whether a request may be the console's own page asking. A foreign Host is a name somebody else bound to
 * 127.0.0.1 (DNS rebinding); a browser says by Origin and Sec-Fetch-Site which page asks.
 */
export function isOwnRequest({ headers, method, socket }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  if (!ownHosts(socket.localPort).includes(host.toLowerCase())) return false;
  if (headers['sec-fetch-site'] === 'cross-site') return false;
  // Every browser sends Origin with a POST, so that one without it is nobody's page.
  if (origin === undefined) return method === 'GET' || method === 'HEAD';
  return origin === `http://${host}`;
}

function ownHosts(port: number | undefined): readonly string[] {
  return ['127.0.0.1', 'localhost'].map((name) => `${name}:${port}`);
}
