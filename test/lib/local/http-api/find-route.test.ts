import { expect, test } from 'vitest';
import { findRoute } from '../../../../lib/local/http-api/find-route.ts';

const keys = [
  '$default',
  'ANY /files/{proxy+}',
  'GET /files/{proxy+}',
  'GET /files/private/{proxy+}',
  'GET /files/exact',
  'ANY /files/exact',
  'GET /files',
];

test.each([
  ['GET', '/files/exact', 'GET /files/exact'],
  ['POST', '/files/exact', 'ANY /files/exact'],
  ['GET', '/files/other', 'GET /files/{proxy+}'],
  ['GET', '/files/one/two', 'GET /files/{proxy+}'],
  ['DELETE', '/files/other', 'ANY /files/{proxy+}'],
  ['GET', '/files/private/one', 'GET /files/private/{proxy+}'],
  ['GET', '/files/', 'GET /files/{proxy+}'],
  ['GET', '/files', 'GET /files'],
  ['GET', '/filesystem', '$default'],
  ['GET', '/files/../secret', 'GET /files/{proxy+}'],
  ['GET', '/%66iles', '$default'],
])('%s %s goes to %s', (method, path, expected) => {
  const routes = keys.map((key) => ({ key }));
  expect(findRoute(routes, method, path)?.key).toBe(expected);
  expect(findRoute(routes.toReversed(), method, path)?.key).toBe(expected);
});

test('what no route matches goes nowhere', () => {
  expect(findRoute([{ key: 'GET /files' }], 'POST', '/files')).toBeUndefined();
});
