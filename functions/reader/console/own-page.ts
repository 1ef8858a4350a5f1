import { ForeignRequestError } from '../refusals.ts';
import type { ReaderRequest } from '../request.ts';

type Asking = Pick<ReaderRequest, 'headers' | 'origin'>;

/**
 * Lets pass what may be the console's own page asking for data. A browser says by Sec-Fetch-Site and Origin
 * which page asks; what says nothing is no browser, and has to bring the cookie by itself.
 * @throws {ForeignRequestError} where another site's page asks, or somebody types the address
 */
export function requireOwnPage({ headers, origin }: Asking): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw new ForeignRequestError('fetched from elsewhere');
  if (headers.origin !== undefined && headers.origin !== origin)
    throw new ForeignRequestError('from elsewhere');
}

/**
 * The same for what is posted: every browser sends Origin with a POST, so that one without it is nobody's page.
 * @throws {ForeignRequestError}
 */
export function requireOwnPagePosting(asking: Asking): void {
  if (asking.headers.origin === undefined) throw new ForeignRequestError('from nobody’s page');
  requireOwnPage(asking);
}

/**
 * Lets pass who opens the page by a link, from wherever, and the page itself asking for its files.
 * @throws {ForeignRequestError} where another site embeds a file
 */
export function requireNoEmbedding({ headers }: Asking): void {
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  if (headers['sec-fetch-site'] === 'cross-site' && !isOpened) throw new ForeignRequestError('embedded');
}
