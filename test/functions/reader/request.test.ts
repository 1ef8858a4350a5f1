import { describe, expect, it, test } from 'vitest';
import { readRequest, UnknownRouteError } from '../../../functions/reader/request.ts';
import { BadRequestError } from '../../../functions/reads/bad-request-error.ts';
import { domainName, type ReaderAsking, readerEvent } from './support/reader-event.ts';

const page = 'GET /console/{proxy+}';
const asked = (asking: ReaderAsking) => readRequest(readerEvent(page, '/console/api/about', asking));

test.each([
  ['GET /console', '/console', 'entry', ''],
  ['GET /console/{proxy+}', '/console/', 'console', ''],
  ['GET /console/{proxy+}', '/console/api/products', 'console', 'api/products'],
  ['POST /console/api/session', '/console/api/session', 'session', 'api/session'],
  ['POST /console/{proxy+}', '/console/api/trends', 'consolePost', 'api/trends'],
  ['GET /api/{proxy+}', '/api/visit', 'api', 'visit'],
  ['GET /api/{proxy+}', '/api/%76isit/../x', 'api', '%76isit/../x'],
])('what came by %s for %s is of the route %s, its path "%s"', (routeKey, rawPath, route, path) => {
  expect(readRequest(readerEvent(routeKey, rawPath))).toMatchObject({ route, path });
});

test('what came by a route of the callback’s is a mistake of the stack', () => {
  expect(() => readRequest(readerEvent('POST /weixin', '/weixin'))).toThrow(
    new UnknownRouteError('POST /weixin'),
  );
});

test('a request is as API Gateway hands it over', () => {
  const headers = { origin: 'https://evil.example' };
  const { query, ...request } = asked({
    headers,
    cookies: ['a=1', 'b=2'],
    query: 'from=1&from=2',
    body: '{}',
  });
  expect(request).toMatchObject({ headers, cookies: ['a=1', 'b=2'], body: '{}', isSigned: false });
  expect(query.getAll('from')).toEqual(['1', '2']);
});

test('a request of nothing has no cookies, no parameters and an empty body', () => {
  const { query, ...request } = asked({});
  expect(request).toMatchObject({ cookies: [], body: '' });
  expect([...query]).toEqual([]);
});

describe('a body', () => {
  it('that came as base64 is decoded', () => {
    const body = Buffer.from('{"名":1}').toString('base64');
    expect(asked({ body, isBase64Encoded: true }).body).toBe('{"名":1}');
    expect(asked({ body }).body).toBe(body);
  });

  it('of 64 KB is read, and one of a byte more is refused', () => {
    const longest = 'x'.repeat(65_536);
    expect(asked({ body: longest }).body).toBe(longest);
    expect(() => asked({ body: `${longest}x` })).toThrow(new BadRequestError('more than 65536 bytes'));
  });
});

describe('the reader’s own origin', () => {
  it('is where it was asked', () => {
    expect(asked({}).origin).toBe(`https://${domainName}`);
    expect(asked({ headers: { 'x-forwarded-proto': 'http' } }).origin).toBe(`http://${domainName}`);
  });

  it('is nothing that the request says by itself', () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    expect(asked({ headers }).origin).toBe(`https://${domainName}`);
  });
});

test.each<[string, object | undefined, boolean]>([
  ['whom nobody verified', undefined, false],
  ['whom something else verified', { jwt: { claims: {} } }, false],
  ['who has AWS credentials', { iam: { accountId: '000000000000' } }, true],
])('a request of one %s is signed: %o, %s', (_who, authorizer, isSigned) => {
  expect(asked(authorizer ? { authorizer } : {}).isSigned).toBe(isSigned);
});
