import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, ask, ownPage, sessionPost } from '../support/asking.ts';
import { type RunningReader, startReader } from '../support/reader.ts';

let reader: RunningReader;
let token: string;
beforeAll(async () => {
  reader = await startReader();
  ({ token } = await reader.share({ scope: 'people' }));
});
afterAll(() => reader?.stop());

function trends(headers: Asking['headers'] = {}): Asking {
  return {
    method: 'POST',
    headers: { ...ownPage(reader.origin, token), 'content-type': 'application/json', ...headers },
    body: '{"products":[]}',
  };
}

describe('every answer of the reader', () => {
  it.each([
    ['the page', '/console/', 200],
    ['data', '/console/api/about', 200],
    ['nothing', '/console/nothing', 404],
    ['the way to the page', '/console', 308],
  ])('is under the page’s policy and no search engine’s: %s', async (_what, path, status) => {
    const { headers, ...asked } = await ask(reader.origin, path, { headers: ownPage(reader.origin, token) });
    expect(asked.status).toBe(status);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; style-src 'self';/,
      ),
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    });
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(headers['access-control-allow-origin']).toBeUndefined();
  });

  it('is kept by nobody where it is data, and for good where its name says its content', async () => {
    const data = await ask(reader.origin, '/console/api/products', {
      headers: ownPage(reader.origin, token),
    });
    expect(data.headers['cache-control']).toBe('no-store');
    const page = await ask(reader.origin, '/console/');
    expect(page.headers['cache-control']).toBe('no-cache');
    const [, script = ''] = /src="(page-[\w-]+\.js)"/.exec(page.body) ?? [];
    const headers = { 'accept-encoding': 'gzip, br' };
    const file = await ask(reader.origin, `/console/${script}`, { headers });
    expect(file.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
    });
  });
});

describe('data is refused to', () => {
  it.each([
    ['another site’s page', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbouring name', { 'sec-fetch-site': 'same-site' }],
    ['an address typed or opened', { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a page without an origin', { origin: 'null' }],
    ['the same name over another scheme', { origin: 'https://127.0.0.1' }],
  ])('%s, whatever cookie it has', async (_who, headers) => {
    const asked = { headers: { ...ownPage(reader.origin, token), ...headers } };
    expect(await ask(reader.origin, '/console/api/about', asked)).toMatchObject({ status: 403, body: '' });
    expect(await ask(reader.origin, '/console/api/trends', trends(headers))).toMatchObject({
      status: 403,
      body: '',
    });
  });

  it('a post that does not say where it comes from', async () => {
    const { origin, ...headers } = ownPage(reader.origin, token);
    const body = '{"products":[]}';
    const asked = { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body };
    expect(await ask(reader.origin, '/console/api/trends', asked)).toMatchObject({ status: 403, body: '' });
    const session = { ...sessionPost(reader.origin, token), headers: { 'content-type': 'application/json' } };
    expect(await ask(reader.origin, '/console/api/session', session)).toMatchObject({
      status: 403,
      body: '',
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', ''])(
    'a post as a form makes it, of type "%s"',
    async (type) => {
      const asked = trends({ 'content-type': type });
      expect(await ask(reader.origin, '/console/api/trends', asked)).toMatchObject({ status: 400 });
    },
  );

  it('a post longer than the page’s longest', async () => {
    const asked = { ...trends(), body: `{"products":[],"more":"${'x'.repeat(70_000)}"}` };
    expect(await ask(reader.origin, '/console/api/trends', asked)).toMatchObject({ status: 400 });
  });
});

describe('the page itself', () => {
  it('opens from a link anywhere, without a cookie', async () => {
    const headers = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect((await ask(reader.origin, '/console/', { headers })).status).toBe(200);
  });

  it.each(['iframe', 'script', 'object', 'empty'])('is nothing another site embeds as %s', async (dest) => {
    const mode = dest === 'iframe' ? 'navigate' : 'no-cors';
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': mode, 'sec-fetch-dest': dest };
    expect(await ask(reader.origin, '/console/', { headers })).toMatchObject({ status: 403, body: '' });
  });
});

describe('there is nothing under', () => {
  it.each([
    '/console/../index.mjs',
    '/console/..%2findex.mjs',
    '/console/%2e%2e/index.mjs',
    '/console/%2e%2e%2f%2e%2e%2fetc/passwd',
    '/console//etc/passwd',
    '/console/..\\index.mjs',
    '/console/files.json',
    '/console/index.html',
    '/console/index.html.br',
    '/console/page.js',
    '/console/page.js%00',
    '/console/constructor',
    '/console/__proto__',
    '/console/%61pi/about',
    '/console/api/constructor',
    '/console/api/__proto__',
    '/console/api/about/',
    '/console/api//about',
    '/console/api/../api/about',
    '/console/API/about',
    '/console/api/live',
    '/console/api/pushes',
    '/console/api/try',
  ])('%s', async (path) => {
    const asked = await ask(reader.origin, path, { headers: ownPage(reader.origin, token) });
    expect(asked).toMatchObject({ status: 404, body: '' });
  });
});

describe('nothing that was asked comes back', () => {
  const hostile = '%0d%0aset-cookie:%20evil=1%0d%0a%0d%0a<script>alert(1)</script>';

  it.each([
    ['in a path', `/console/${hostile}`],
    ['in the name of a read', `/console/api/${hostile}`],
    ['in a parameter', `/console/api/account?from=${hostile}&to=${hostile}`],
    ['in the name of a parameter', `/console/api/about?${hostile}=1`],
  ])('%s', async (_where, path) => {
    const { headers, body } = await ask(reader.origin, path, { headers: ownPage(reader.origin, token) });
    expect(JSON.stringify([headers, body])).not.toMatch(/evil|script>/);
  });

  it('in a header', async () => {
    const odd = {
      'x-forwarded-host': 'evil.example',
      forwarded: 'host=evil.example',
      'accept-language': 'evil',
    };
    const asked = { headers: { ...ownPage(reader.origin, token), ...odd } };
    for (const path of ['/console', '/console/', '/console/api/about']) {
      const { headers, body } = await ask(reader.origin, path, asked);
      expect(JSON.stringify([headers, body]), path).not.toContain('evil');
    }
  });
});

it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'])('no route takes %s', async (method) => {
  const asked = { method, headers: ownPage(reader.origin, token) };
  expect((await ask(reader.origin, '/console/api/about', asked)).status).toBe(404);
});
