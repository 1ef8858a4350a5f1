import type { Route } from './api-definition.ts';

/**
 * The route of a request: API Gateway prefers the most specific one, a path before a greedy variable
 * (`/console/{proxy+}`), a method before ANY, and `$default` last.
 */
export function findRoute<Found extends Pick<Route, 'key'>>(
  routes: readonly Found[],
  method: string,
  path: string,
): Found | undefined {
  const matching = routes
    .map((route) => ({ route, specificity: specificity(route.key, method, path) }))
    .filter(({ specificity }) => specificity > 0);
  return matching.sort((one, other) => other.specificity - one.specificity)[0]?.route;
}

/** 0 where the route does not match. */
function specificity(key: string, method: string, path: string): number {
  if (key === '$default') return 1;
  const [keyMethod = '', keyPath = ''] = key.split(' ');
  if (keyMethod !== method && keyMethod !== 'ANY') return 0;
  const byMethod = keyMethod === method ? 1 : 0;
  const greedy = keyPath.replace(/\{\w+\+\}$/, '');
  if (greedy === keyPath) return keyPath === path ? 10_000 + byMethod : 0;
  return path.startsWith(greedy) ? 2 * greedy.length + byMethod : 0;
}
