import { expect, test } from 'vitest';
import { pathTo } from '../../../../functions/callback/forward/attempt.ts';
import { readTarget } from '../../../../functions/callback/forward/target.ts';

test.each([
  ['https://example.com', '', '/'],
  ['https://example.com/wechat.php?own=1', '', '/wechat.php?own=1'],
  ['https://example.com/wechat.php', 'nonce=1', '/wechat.php?nonce=1'],
  ['https://example.com/wechat.php?own=1', 'nonce=1', '/wechat.php?own=1&nonce=1'],
])('%s with the query %j is asked for %s', (url, query, path) => {
  expect(pathTo(readTarget(url, { loopback: false }), query)).toBe(path);
});
