/** Requests to the reader as browsers make them, and as nobody well-meaning would. */
import { once } from 'node:events';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Asking {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Sends a path to the letter, as no browser would: `..` stays `..`. */
export async function ask(
  origin: string,
  path: string,
  { method = 'GET', headers = {}, body = '' }: Asking = {},
) {
  const { hostname, port } = new URL(origin);
  const asking = request({ hostname, port, path, method, headers }).end(body);
  const [response] = await once(asking, 'response');
  const asked: Asked = {
    status: Number(response.statusCode),
    headers: response.headers,
    body: await text(response),
  };
  return asked;
}

/** What a browser says of a request that the console's own page makes. */
export function ownPage(origin: string, token?: string): OutgoingHttpHeaders {
  return {
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': 'cors',
    'sec-fetch-dest': 'empty',
    origin,
    ...(token !== undefined && { cookie: cookieOf(token) }),
  };
}

export function cookieOf(token: string): string {
  return `__Host-share=${token}`;
}

/** The page trading a link's token for a cookie. */
export function sessionPost(origin: string, token: unknown): Asking {
  return {
    method: 'POST',
    headers: { ...ownPage(origin), 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  };
}
