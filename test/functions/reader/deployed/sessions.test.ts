import { GetItemCommand, ScanCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { today } from '../../../../functions/model/day.ts';
import { shareKey, sharesPartition } from '../../../../functions/model/shares.ts';
import { listShares } from '../../../../functions/shares/shares.ts';
import { hashOfToken, newToken } from '../../../../functions/shares/token.ts';
import type { Intercept } from '../../../../lib/local/aws/gate.ts';
import { routeLimits } from '../../../../lib/stack/reader/reader.ts';
import { requestIdHeader } from '../../../../lib/weixin/deliver.ts';
import { runs } from '../../../support/length.ts';
import { ask, cookieOf, ownPage, sessionPost } from '../support/asking.ts';
import { type RunningReader, startReader } from '../support/reader.ts';

const calls: string[] = [];
const lines: string[] = [];
const intercept: Intercept = (call, forward) => {
  if (call.accessKeyId.startsWith('Reader')) calls.push(call.operation);
  return forward();
};

const flood = runs(2000, 10_000);

let reader: RunningReader;
beforeAll(async () => {
  reader = await startReader({ intercept, onLine: (_function, line) => lines.push(line) });
});
afterAll(() => reader?.stop());
beforeEach(() => {
  calls.length = 0;
});

/** What a request for data under a token is answered with. */
function under(token: string) {
  return ask(reader.origin, '/console/api/about', { headers: ownPage(reader.origin, token) });
}

const refused = { status: 401, body: '' };

describe('a link', () => {
  it('is traded for a cookie of this very host, which no script reads and no other site sends', async () => {
    const { token } = await reader.share();
    const session = await ask(reader.origin, '/console/api/session', sessionPost(reader.origin, token));
    expect(session).toMatchObject({ status: 204, body: '' });
    const [cookie = '', ...others] = [session.headers['set-cookie']].flat();
    expect(others).toEqual([]);
    expect(cookie).toMatch(
      /^__Host-share=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; Secure; HttpOnly; SameSite=Strict$/,
    );
    const seconds = Number(/Max-Age=(\d+)/.exec(cookie)?.[1]);
    expect(seconds).toBeGreaterThan(3500);
    expect(seconds).toBeLessThanOrEqual(3600);
  });

  it('shows whose it is and until when', async () => {
    const { token } = await reader.share({ name: '店长', scope: 'people' });
    const { status, body } = await under(token);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      timeZone: 'Asia/Shanghai',
      share: { name: '店长', scope: 'people', validUntil: expect.stringMatching(/Z$/) },
    });
  });

  it('is revoked at once: the very next request is refused', async () => {
    const { token, id } = await reader.share();
    expect((await under(token)).status).toBe(200);
    await reader.revoke(id);
    expect(await under(token)).toMatchObject(refused);
    const again = await ask(reader.origin, '/console/api/session', sessionPost(reader.origin, token));
    expect(again).toMatchObject(refused);
  });

  it('notes the day it was used on once, and a revoked one does not come back by it', async () => {
    const { token, id } = await reader.share();
    await under(token);
    await under(token);
    expect(calls.filter((call) => call === 'UpdateItem')).toHaveLength(1);
    const day = today('Asia/Shanghai');
    expect((await listShares(reader.target)).find((share) => share.id === id)?.lastUsedOn).toBe(day);
    await reader.revoke(id);
    await under(token);
    const { Item } = await reader.target.dynamodb.send(
      new GetItemCommand({ TableName: reader.target.insightsTable, Key: marshall(shareKey(id)) }),
    );
    expect(Item).toBeUndefined();
  });

  it('is stored as a hash alone, and its token stands in no log', async () => {
    const { token } = await reader.share();
    await ask(reader.origin, '/console/api/session', sessionPost(reader.origin, token));
    await under(token);
    await under(newToken());
    const { Items = [] } = await reader.target.dynamodb.send(
      new ScanCommand({ TableName: reader.target.insightsTable }),
    );
    const stored = JSON.stringify(Items);
    expect(stored).toContain(hashOfToken(token));
    expect(stored).not.toContain(token);
    expect(lines.join('\n')).not.toContain(token);
  });
});

describe('one constant answer is for a token that is', () => {
  it.each([
    ['missing', async () => undefined],
    ['empty', async () => ''],
    ['of another form', async () => 'x'.repeat(42)],
    ['a hash from the table', async () => hashOfToken((await reader.share()).token)],
    ['never made', async () => newToken()],
    ['expired', async () => (await reader.share({ validUntil: new Date(Date.now() - 1) })).token],
    ['revoked', async () => revoked()],
    ['changed in its last character', async () => tampered((await reader.share()).token)],
  ])('%s', async (_case, makeToken) => {
    const token = await makeToken();
    const answers = [
      await ask(reader.origin, '/console/api/session', sessionPost(reader.origin, token)),
      await ask(reader.origin, '/console/api/about', { headers: ownPage(reader.origin, token) }),
      await ask(reader.origin, '/console/api/nothing-there', { headers: ownPage(reader.origin, token) }),
    ];
    // API Gateway's own: they differ from answer to answer, whatever was asked.
    const told = answers.map(({ status, headers: { date, [requestIdHeader]: _id, ...headers }, body }) => ({
      status,
      headers,
      body,
    }));
    expect(told[0]).toMatchObject(refused);
    expect(told[0]?.headers).not.toHaveProperty('set-cookie');
    expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  async function revoked(): Promise<string> {
    const { token, id } = await reader.share();
    await reader.revoke(id);
    return token;
  }

  /** Of 43 characters the last holds four bits: other ones may decode to the same bytes. */
  function tampered(token: string): string {
    return `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  }
});

describe('a good token opens nothing', () => {
  it.each<[string, (token: string) => Record<string, string>]>([
    ['in a cookie of another name', (token) => ({ cookie: `share=${token}` })],
    ['in a cookie whose name only begins like ours', (token) => ({ cookie: `__Host-share2=${token}` })],
    ['in a header', (token) => ({ authorization: `Bearer ${token}` })],
    [
      'beside another cookie of its name',
      (token) => ({ cookie: `${cookieOf(newToken())}; ${cookieOf(token)}` }),
    ],
    ['twice', (token) => ({ cookie: `${cookieOf(token)}; ${cookieOf(token)}` })],
    ['in quotes', (token) => ({ cookie: `__Host-share="${token}"` })],
  ])('%s', async (_case, headers) => {
    const { token } = await reader.share();
    const { cookie, ...others } = ownPage(reader.origin);
    const asked = { headers: { ...others, ...headers(token) } };
    expect(await ask(reader.origin, '/console/api/about', asked)).toMatchObject(refused);
  });

  it('in the query', async () => {
    const { token } = await reader.share();
    const asked = { headers: ownPage(reader.origin) };
    expect(await ask(reader.origin, `/console/api/about?token=${token}`, asked)).toMatchObject(refused);
  });
});

it.each([
  ['ends while its page is open', 'validUntil', new Date().toISOString()],
  ['is another’s whose hash only begins alike', 'tokenHash', hashOfToken(newToken())],
])('a link that %s opens nothing', async (_case, attribute, value) => {
  const { token, id } = await reader.share();
  expect((await under(token)).status).toBe(200);
  await reader.target.dynamodb.send(
    new UpdateItemCommand({
      TableName: reader.target.insightsTable,
      Key: marshall(shareKey(id)),
      UpdateExpression: 'SET #attribute = :value',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: marshall({ ':value': value }),
    }),
  );
  expect(await under(token)).toMatchObject(refused);
});

it(`${flood} wrong tokens cost no write, and most of them not even a read: their route is throttled`, async () => {
  const { token } = await reader.share();
  const before = await listShares(reader.target);
  const statuses = new Map<number, number>();
  const tryOne = async (index: number) => {
    const wrong = newToken();
    const asked =
      index % 2 === 0
        ? ask(reader.origin, '/console/api/session', sessionPost(reader.origin, wrong))
        : ask(reader.origin, '/console/api/about', { headers: ownPage(reader.origin, wrong) });
    const { status } = await asked;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  };
  const waiting = Array.from({ length: flood }, (_none, index) => index);
  const tryAll = async () => {
    for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) await tryOne(index);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: 8 }, tryAll));
  const seconds = (performance.now() - start) / 1000;
  expect([...statuses.keys()].sort()).toEqual([401, 429]);
  const { session, console: data } = routeLimits;
  const mostLetThrough = session.burst + data.burst + seconds * (session.rate + data.rate);
  expect(statuses.get(401)).toBeLessThanOrEqual(mostLetThrough);
  expect(new Set(calls)).toEqual(new Set(['GetItem']));
  expect(calls).toHaveLength(statuses.get(401) ?? 0);
  expect(await listShares(reader.target)).toEqual(before);
  // Whoever has a link waits for the flood to end, and no push does.
  expect((await fetch(String(reader.receiver.run.outputs.CallbackUrl))).status).toBe(403);
  await expect.poll(async () => (await under(token)).status).toBe(200);
});

it('links are kept apart from statistics, which the reader may not write', () => {
  const allowed = reader.receiver.run.access
    .used()
    .filter(({ functionName }) => functionName.includes('Reader'));
  const writes = allowed.filter(({ action }) => /Put|Update|Delete|Write|Send|Publish/.test(action));
  const table = expect.stringMatching(/table\/.*Insights/);
  expect(writes).toContainEqual(
    expect.objectContaining({ action: 'dynamodb:UpdateItem', resource: table, leadingKey: sharesPartition }),
  );
  expect(writes.filter(({ action }) => !action.startsWith('logs:'))).toHaveLength(1);
});
