import type { IncomingMessage } from 'node:http';

/**
 * The path and query a request asks for, whatever form they came in: from the first slash on, nothing decoded
 * and no `..` taken for the folder above. A whole URL, as proxies are asked, loses its host; `*` is below `/`.
 */
export function targetOf({ url = '/' }: Pick<IncomingMessage, 'url'>): string {
  const target = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?]*/i, '');
  return target.startsWith('/') ? target : `/${target}`;
}
