import { once } from 'node:events';
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FunctionError } from '../../../../lib/local/functions/function-error.ts';
import { startHttpApi } from '../../../../lib/local/http-api/http-api.ts';
import type { LoopbackServer } from '../../../../lib/local/loopback-server.ts';

const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:Shop-Hook';
const routes = [
  { key: 'GET /hook', functionArn, timeoutMilliseconds: 5000 },
  { key: 'POST /hook', functionArn, timeoutMilliseconds: 5000 },
  { key: 'POST /slow', functionArn, timeoutMilliseconds: 20 },
  { key: 'ANY /any', functionArn, timeoutMilliseconds: 5000 },
  { key: 'GET /files/{proxy+}', functionArn, timeoutMilliseconds: 5000 },
  { key: 'GET /signed', functionArn, timeoutMilliseconds: 5000, signed: true },
  { key: 'GET /rare', functionArn, timeoutMilliseconds: 5000, limit: { perSecond: 0.001, burst: 2 } },
];

let server: LoopbackServer;
let events: Record<string, unknown>[];
let failures: unknown[];
let answer: () => Promise<unknown>;

beforeEach(async () => {
  events = [];
  failures = [];
  answer = async () => ({ statusCode: 200 });
  server = await startHttpApi({
    api: { apiId: 'api1', routes },
    port: 0,
    invoke: (arn, event) => {
      expect(arn).toBe(functionArn);
      events.push({ ...Object(event) });
      return answer();
    },
    onFailure: (error) => failures.push(error),
  });
});

afterEach(() => server.close());

const address = () => ({ host: '127.0.0.1', port: new URL(server.origin).port });

const post = (path: string, init: RequestInit = {}) =>
  fetch(`${server.origin}${path}`, { method: 'POST', ...init });

test('a request becomes an event of payload format 2.0', async () => {
  const headers = { 'Content-Type': 'text/xml', 'X-Odd-Case': 'Kept' };
  await post('/hook?b=2&a=1&a=x%20y&empty=', { body: '<xml>微信 😀</xml>', headers });
  expect(events).toMatchObject([
    {
      version: '2.0',
      routeKey: 'POST /hook',
      rawPath: '/hook',
      rawQueryString: 'b=2&a=1&a=x%20y&empty=',
      queryStringParameters: { a: '1,x y', b: '2', empty: '' },
      headers: { 'content-type': 'text/xml', 'x-odd-case': 'Kept', host: new URL(server.origin).host },
      requestContext: {
        apiId: 'api1',
        http: { method: 'POST', path: '/hook', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
        routeKey: 'POST /hook',
        stage: '$default',
      },
      body: '<xml>微信 😀</xml>',
      isBase64Encoded: false,
    },
  ]);
});

test('a request without body, query and cookies has none in its event', async () => {
  await fetch(`${server.origin}/hook`);
  expect(events[0]).toMatchObject({ rawQueryString: '', isBase64Encoded: false });
  for (const absent of ['body', 'queryStringParameters', 'cookies'])
    expect(events[0]).not.toHaveProperty(absent);
});

test.each([
  ['text/plain; charset=utf-8', false],
  ['text/xml', false],
  ['application/json', false],
  ['application/xml', false],
  ['application/javascript', false],
  ['text/html;charset="UTF-8"', false],
  ['text/xml; charset=gbk', true],
  ['text/plain; charset=iso-8859-1', true],
  ['application/json-patch+json', true],
  ['application/x-www-form-urlencoded', true],
  ['application/octet-stream', true],
])('a body of type %s comes as base64: %s', async (type, isBase64Encoded) => {
  await post('/hook', { body: 'a=1', headers: { 'content-type': type } });
  expect(events[0]).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? 'YT0x' : 'a=1' });
});

test('a body without a type comes as base64', async () => {
  await post('/hook', { body: Buffer.from('a=1') });
  expect(events[0]).toMatchObject({ isBase64Encoded: true, body: 'YT0x' });
});

test.each([
  ['that are no UTF-8', [0xff, 0xfe, 0x00], 'image/png'],
  ['of GBK', [0xd6, 0xd0, 0xb9, 0xfa], 'text/xml'],
  ['cut inside a character', [0xe6, 0xb8], 'text/xml; charset=utf-8'],
])('bytes %s survive as base64', async (_case, bytes, type) => {
  await post('/hook', { body: Buffer.from(bytes), headers: { 'content-type': type } });
  expect(events[0]).toMatchObject({ isBase64Encoded: true });
  expect([...Buffer.from(String(events[0]?.body), 'base64')]).toEqual(bytes);
});

test('repeated headers are joined, cookies stand apart', async () => {
  const headers = { 'x-many': ['one', 'two'], cookie: 'a=1; b=2' };
  const [response] = await once(send(`${server.origin}/hook`, { headers }).end(), 'response');
  await text(response);
  expect(events[0]).toMatchObject({ headers: { 'x-many': 'one,two' }, cookies: ['a=1', 'b=2'] });
});

test.each([
  [
    'status, headers and body',
    { statusCode: 403, headers: { 'X-A': 'b' }, body: 'no' },
    403,
    'no',
    'text/plain; charset=utf-8',
  ],
  [
    'a type of its own',
    { statusCode: 200, headers: { 'Content-Type': 'text/html' }, body: '<p>' },
    200,
    '<p>',
    'text/html',
  ],
  [
    'a body in base64',
    { statusCode: 200, body: 'aGk=', isBase64Encoded: true },
    200,
    'hi',
    'text/plain; charset=utf-8',
  ],
  ['no status', { a: 1 }, 200, '{"a":1}', 'application/json'],
  [
    'a status that is none',
    { statusCode: 'ok' },
    500,
    '{"message":"Internal Server Error"}',
    'application/json',
  ],
])('an answer with %s is sent as API Gateway does', async (_case, result, status, body, type) => {
  answer = async () => result;
  const response = await post('/hook');
  expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
    status,
    body,
    type,
  ]);
});

test('a function that fails is an internal error to the caller, who learns no more', async () => {
  answer = () => Promise.reject(new FunctionError('TypeError', 'a secret detail'));
  const response = await post('/hook');
  expect([response.status, await response.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
  expect(failures).toMatchObject([{ errorType: 'TypeError' }]);
});

test('a function that takes too long is unavailable', async () => {
  answer = () => new Promise(() => {});
  const response = await post('/slow');
  expect([response.status, await response.text()]).toEqual([503, '{"message":"Service Unavailable"}']);
});

test.each([
  ['POST', '/', 404],
  ['DELETE', '/hook', 404],
  ['GET', '/hook/more', 404],
  ['PATCH', '/any', 200],
])('%s %s is answered %i', async (method, path, status) => {
  expect((await fetch(`${server.origin}${path}`, { method })).status).toBe(status);
});

test('a path comes as it was sent: nothing decoded, nothing taken for the folder above', async () => {
  const [response] = await once(
    send({ ...address(), path: '/files/../%2e%2e/a%2Fb?c=%2e' }).end(),
    'response',
  );
  await text(response);
  expect(events).toMatchObject([
    { rawPath: '/files/../%2e%2e/a%2Fb', rawQueryString: 'c=%2e', routeKey: 'GET /files/{proxy+}' },
  ]);
});

/** Sends a request line as it stands, and gives the answer's status line. */
async function statusLineOf(requestLine: string): Promise<string | undefined> {
  const socket = connect(Number(address().port), address().host);
  socket.end(`${requestLine}\r\nHost: hook\r\nConnection: close\r\n\r\n`);
  return (await text(socket)).split('\r\n')[0];
}

test.each([
  ['GET // HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ['GET //hook HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ['POST //[ HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ['GET /hook?%zz&&=%ff HTTP/1.1', 'HTTP/1.1 200 OK'],
  ['GET http://elsewhere/hook?a=1 HTTP/1.1', 'HTTP/1.1 200 OK'],
  ['GET http://elsewhere HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ['OPTIONS * HTTP/1.1', 'HTTP/1.1 404 Not Found'],
  ['CONNECT hook:443 HTTP/1.1', 'HTTP/1.1 405 Method Not Allowed'],
  ['GET /ho ok HTTP/1.1', 'HTTP/1.1 400 Bad Request'],
  ['NOTHING', 'HTTP/1.1 400 Bad Request'],
])('%s is answered with %s', async (requestLine, statusLine) => {
  expect(await statusLineOf(requestLine)).toBe(statusLine);
});

test('a route that asks for a signature is forbidden to whoever has none', async () => {
  const response = await fetch(`${server.origin}/signed`);
  expect([response.status, await response.text()]).toEqual([403, '{"message":"Forbidden"}']);
  expect(events).toEqual([]);
});

test('a route is closed to those beyond its limit, and the others stay open', async () => {
  const asked = async (path: string) => (await fetch(`${server.origin}${path}`)).status;
  expect([await asked('/rare'), await asked('/rare'), await asked('/rare')]).toEqual([200, 200, 429]);
  expect(await asked('/hook')).toBe(200);
});

test('ten megabytes pass, and one byte more does not', async () => {
  const headers = { 'content-type': 'text/plain' };
  const largest = 'x'.repeat(10 * 1024 * 1024);
  expect((await post('/hook', { body: largest, headers })).status).toBe(200);
  expect((await post('/hook', { body: `${largest}x`, headers })).status).toBe(413);
  expect(events).toHaveLength(1);
});
