import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { eventNames } from '../../../functions/model/event-types.ts';
import { createShare } from '../../../functions/shares/shares.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { stubReaderEnvironment } from './support/opened-reader.ts';
import { domainName, type ReaderAsking, readerEvent } from './support/reader-event.ts';

type Handler = typeof import('../../../functions/reader/handler.ts').handler;

let stores: Stores;
let handler: Handler;
const printed: string[] = [];

beforeAll(async () => {
  stores = await freshStores();
  stubReaderEnvironment(stores);
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...line) => void printed.push(line.map(String).join(' ')));
  }
  handler = await loaded();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await stores?.stop();
});
afterEach(() => void printed.splice(0));

/** As a new Lambda instance has it. */
async function loaded(): Promise<Handler> {
  vi.resetModules();
  return (await import('../../../functions/reader/handler.ts')).handler;
}

async function ask(routeKey: string, path: string, asking: ReaderAsking = {}) {
  const { statusCode, headers, body = '', cookies } = await handler(readerEvent(routeKey, path, asking));
  return { status: statusCode, headers, body: Buffer.from(body, 'base64').toString(), cookies };
}

const signed = { authorizer: { iam: { accountId: '000000000000' } } };
const api = (path: string, query = '') => ask('GET /api/{proxy+}', `/api/${path}`, { ...signed, query });

describe('the reader', () => {
  it('sends who forgets the last slash to the page', async () => {
    const { status, headers } = await ask('GET /console', '/console');
    expect([status, headers?.location]).toEqual([308, '/console/']);
  });

  it('looks for the page beside its own code', async () => {
    handler = await loaded();
    expect(await ask('GET /console/{proxy+}', '/console/')).toMatchObject({ status: 503, body: '' });
    expect(printed.join()).toContain('functions/reader/page/files.json');
  });

  it('trades a token for a cookie, under which it answers', async () => {
    const validUntil = new Date('2124-01-01');
    const { token } = await createShare(stores, { name: '', scope: 'numbers', validUntil });
    const headers = { origin: `https://${domainName}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ token });
    const session = await ask('POST /console/api/session', '/console/api/session', { headers, body });
    const cookies = (session.cookies ?? []).map((cookie) => cookie.split(';')[0] ?? '');
    const about = await ask('GET /console/{proxy+}', '/console/api/about', { cookies });
    const trends = { cookies, headers, body: '{"products":[]}' };
    const posted = await ask('POST /console/{proxy+}', '/console/api/trends', trends);
    expect([session.status, about.status, posted.status]).toEqual([204, 200, 200]);
    expect(posted.body).toBe('{"trends":[]}');
  });

  it('answers nobody where it cannot be set up, and is tried again', async () => {
    handler = await loaded();
    vi.stubEnv('EVENTS_TABLE', '');
    expect(await api('products')).toMatchObject({ status: 503, body: '' });
    vi.stubEnv('EVENTS_TABLE', stores.eventsTable);
    expect(await api('products')).toMatchObject({ status: 200, body: '{"products":[]}' });
  });

  it('answers nobody by a route that is not its own, which the log says', async () => {
    expect(await ask('GET /weixin', '/weixin')).toMatchObject({ status: 503, body: '' });
    expect(printed.join()).toContain('UnknownRouteError');
  });
});

describe('the read API', () => {
  const openid = 'okkeXs1nI-xU4ql8-0123456789a';
  const product = { keyStandard: 'ean13', keyStr: '0012345678905' };
  const visit = (changes = {}) =>
    String(new URLSearchParams({ openid, ...product, within: '600', ...changes }));

  it('answers nobody who has not signed', async () => {
    expect(await ask('GET /api/{proxy+}', '/api/products')).toMatchObject({ status: 403, body: '' });
  });

  it('says of each queue how much waits there', async () => {
    const { queues, quarantine } = JSON.parse((await api('pipeline')).body);
    expect(queues.map(({ queue }: { queue: string }) => queue)).toHaveLength(eventNames.length);
    expect(quarantine).toBe(0);
  });

  it('has seen a visit of that person at that product lately', async () => {
    expect(await api('visit', visit())).toMatchObject({ status: 200, body: '{"seen":false}' });
    const CreateTime = String(Math.floor(Date.now() / 1000) - 60);
    const event = sampleEvent('user_scan_product', {
      FromUserName: openid,
      CreateTime,
      KeyStandard: product.keyStandard,
      KeyStr: product.keyStr,
    });
    const table = { client: stores.dynamodb, name: stores.eventsTable };
    await claim(table, { receivedAt: new Date().toISOString(), event }, new AbortController().signal);
    const at = new Date(Number(CreateTime) * 1000).toISOString();
    const seen = { seen: true, event: 'user_scan_product', at };
    expect(JSON.parse((await api('visit', visit())).body)).toEqual(seen);
    for (const changes of [
      { within: '59' },
      { keyStr: '1' },
      { keyStandard: 'ean8' },
      { openid: 'nobody' },
    ]) {
      expect((await api('visit', visit(changes))).body).toBe('{"seen":false}');
    }
  });

  it('looks 45 days back for it at most, and names what is wrong', async () => {
    const longest = 45 * 24 * 60 * 60;
    expect(await api('visit', visit({ within: String(longest) }))).toMatchObject({ status: 200 });
    expect(await api('visit', visit({ within: String(longest + 1) }))).toMatchObject({
      status: 400,
      body: `within is a number from 1 to ${longest}.`,
    });
    expect(await api('visit', visit({ within: '0' }))).toMatchObject({ status: 400 });
  });

  it.each(['nothing', 'constructor', '__proto__', 'about', 'trends'])(
    'has nothing under %s',
    async (name) => {
      expect(await api(name)).toMatchObject({ status: 404, body: '' });
    },
  );
});
