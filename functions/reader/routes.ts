/** The reader's routes on the HTTP API, by what it does behind them: what the stack makes, the handler tells apart. */
export const readerRoutes = {
  /** Without its slash the page's files would be looked for beside it. */
  entry: 'GET /console',
  /** The page's files, and the console's JSON below api/. */
  console: 'GET /console/{proxy+}',
  /** Trades a link's token for a cookie. */
  session: 'POST /console/api/session',
  /** What the console asks with a body. */
  consolePost: 'POST /console/{proxy+}',
  /** The read API for systems, which sign by AWS credentials. */
  api: 'GET /api/{proxy+}',
} as const;

export type ReaderRoute = keyof typeof readerRoutes;

/** The page's address below the origin, as a link has it. */
export const consolePath = '/console/';

export const apiPath = '/api/';

/** The route an event came by, undefined for one that is none of the reader's. */
export function routeOf(routeKey: string): ReaderRoute | undefined {
  const names = Object.keys(readerRoutes) as ReaderRoute[];
  return names.find((name) => readerRoutes[name] === routeKey);
}
