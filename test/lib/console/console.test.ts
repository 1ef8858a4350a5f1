import { once } from 'node:events';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadRequestError } from '../../../functions/reads/bad-request-error.ts';
import { type Console, serveConsole } from '../../../lib/console/console.ts';
import { type LoopbackServer, serveOnLoopback } from '../../../lib/local/loopback-server.ts';

const html = Buffer.from('<!doctype html>');
const page = {
  type: 'text/html; charset=utf-8',
  content: html,
  encoded: { br: brotliCompressSync(html), gzip: gzipSync(html) },
  hashed: false,
};

let opened: Console;
let server: LoopbackServer;
let errors: unknown[];

beforeEach(async () => {
  errors = [];
  opened = serveConsole({
    page: new Map([['', page]]),
    reads: {
      '/api/word': async (query) => ({ word: query.get('of') }),
      '/api/wrong': async () => {
        throw new BadRequestError('no word');
      },
      '/api/broken': async () => {
        throw new Error('the table is gone');
      },
    },
    posts: { '/api/echo': async (body) => body },
    live: { read: async () => ({ depth: 1 }), everyMilliseconds: 10 },
    onError: (error) => errors.push(error),
  });
  server = await serveOnLoopback(async (incoming, response) => opened.listener(incoming, response));
});

afterEach(async () => {
  opened.close();
  await server.close();
});

const address = () => ({ host: '127.0.0.1', port: new URL(server.origin).port });

interface Asked {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

async function ask(path: string, { method = 'GET', headers = {}, body = '' }: Asked = {}) {
  const asking = request(`${server.origin}${path}`, { method, headers }).end(body);
  const [response] = await once(asking, 'response');
  return { status: response.statusCode, headers: response.headers, body: await text(response) };
}

/** A post as the page itself makes it. */
function post(headers: OutgoingHttpHeaders = {}): Asked {
  return {
    method: 'POST',
    headers: { origin: server.origin, 'content-type': 'application/json', ...headers },
    body: '{"said":"hello"}',
  };
}

describe('the console’s server', () => {
  it('serves the page under a policy that allows nothing inline and nothing from elsewhere', async () => {
    const { status, headers, body } = await ask('/');
    expect(status).toBe(200);
    expect(body).toBe('<!doctype html>');
    expect(headers['content-security-policy']).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-cache');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('lets nothing of its answers be kept', async () => {
    expect((await ask('/api/word')).headers['cache-control']).toBe('no-store');
    expect((await ask('/api/unknown')).headers['cache-control']).toBe('no-store');
  });

  it('answers with nothing where the page has the same answer already', async () => {
    const { etag = '' } = (await ask('/api/word?of=x')).headers;
    const headers = { 'if-none-match': String(etag) };
    expect(await ask('/api/word?of=x', { headers })).toMatchObject({ status: 304, body: '' });
    expect(await ask('/api/word?of=y', { headers })).toMatchObject({ status: 200, body: '{"word":"y"}' });
  });

  it.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1'])(
    'refuses the Host "%s", which may be a name bound to this machine',
    async (host) => {
      expect(await ask('/', { headers: { host } })).toMatchObject({ status: 403, body: '' });
      expect(await ask('/api/word', { headers: { host } })).toMatchObject({ status: 403, body: '' });
    },
  );

  it('answers under the name localhost too', async () => {
    const host = new URL(server.origin).host.replace('127.0.0.1', 'localhost');
    expect(await ask('/api/word?of=x', { headers: { host } })).toMatchObject({
      status: 200,
      body: '{"word":"x"}',
    });
  });

  it('knows nothing of a push to a path that is none, and suspects nobody of it', async () => {
    expect(await ask('/weixn', { method: 'POST' })).toMatchObject({ status: 404, body: '' });
  });

  it.each(['GET', 'POST'])('has no page at the path of a %s //, and no error', async (method) => {
    const asking = request({ ...address(), path: '//', method }).end();
    const [response] = await once(asking, 'response');
    expect([response.statusCode, errors]).toEqual([404, []]);
  });

  it('takes a post of its own page', async () => {
    expect(await ask('/api/echo', post())).toMatchObject({ status: 200, body: '{"said":"hello"}' });
  });

  it.each([
    ['of another origin', { origin: 'http://evil.example' }],
    ['of another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['of a page without an origin', { origin: 'null' }],
    ['that a browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a post %s', async (_from, headers) => {
    expect(await ask('/api/echo', post(headers))).toMatchObject({ status: 403, body: '' });
  });

  it('refuses a post that does not say where it comes from', async () => {
    const { method = 'POST', body = '' } = post();
    const headers = { 'content-type': 'application/json' };
    expect(await ask('/api/echo', { method, headers, body })).toMatchObject({ status: 403 });
  });

  it('refuses what another site reads', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect(await ask('/api/word', { headers })).toMatchObject({ status: 403 });
  });

  it.each([
    ['a form', { 'content-type': 'text/plain' }, '{}'],
    ['what is no JSON', {}, '{'],
    ['more than it takes', {}, JSON.stringify('x'.repeat(70_000))],
  ])('calls %s a bad request', async (_what, headers, body) => {
    expect(await ask('/api/echo', { ...post(headers), body })).toMatchObject({ status: 400 });
    expect(errors).toEqual([]);
  });

  it.each([
    ['/api/wrong', 400, 'no word'],
    ['/api/broken', 500, ''],
    ['/api/unknown', 404, ''],
    ['/constructor', 404, ''],
    ['/../package.json', 404, ''],
  ])('answers %s with %i', async (path, status, body) => {
    expect(await ask(path)).toMatchObject({ status, body });
    expect(errors).toHaveLength(status === 500 ? 1 : 0);
  });

  it('refuses other methods', async () => {
    expect(await ask('/', { method: 'DELETE', headers: { origin: server.origin } })).toMatchObject({
      status: 405,
    });
  });
});
