import type { IncomingMessage } from 'node:http';

/** What every answer of the console carries: nothing from elsewhere, nothing inline, nothing kept, nothing framed. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

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
