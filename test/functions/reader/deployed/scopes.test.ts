import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, today } from '../../../../functions/model/day.ts';
import { eventNames, eventType } from '../../../../functions/model/event-types.ts';
import { insightReads } from '../../../../functions/reads/insight-reads.ts';
import type { Intercept } from '../../../../lib/local/aws/gate.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { patience } from '../../../support/patience.ts';
import { ask, ownPage } from '../support/asking.ts';
import { type RunningReader, startReader } from '../support/reader.ts';

const openid = 'okkeXs1nI-xU4ql8-0123456789a';
const product = { KeyStandard: 'ean13', KeyStr: '0012345678905' };
const last = today('Asia/Shanghai');
/** Everything any read could want to know, the person's openid in every place. */
const parameters = new URLSearchParams({
  openid,
  keyStandard: product.KeyStandard,
  keyStr: product.KeyStr,
  from: addDays(last, -30),
  to: last,
  beforeFrom: addDays(last, -61),
  beforeTo: addDays(last, -31),
  within: '3600',
  user: openid,
  scope: 'people',
});

/** What a person stays known by: who left is forgotten, and no read could give the openid away. */
const names = eventNames.filter((name) => !eventType(name).forgets);

let tablesAreDown = false;
const intercept: Intercept = async ({ service, accessKeyId }, forward) => {
  if (tablesAreDown && service === 'dynamodb' && accessKeyId.startsWith('Reader')) throw new Error('down');
  return forward();
};

let reader: RunningReader;
let numbers: string;
let people: string;
beforeAll(async () => {
  reader = await startReader({ intercept });
  [{ token: numbers }, { token: people }] = [await reader.share(), await reader.share({ scope: 'people' })];
  const CreateTime = String(Math.floor(Date.now() / 1000) - 60);
  for (const name of names) {
    await reader.receiver.pushUntilAnswered(
      eventPush(sampleEvent(name, { ...product, FromUserName: openid, CreateTime })),
    );
  }
  await vi.waitFor(async () => {
    const { events } = JSON.parse((await get(people, `user?${parameters}`)).body);
    expect(events.map(({ state }: { state: string }) => state)).toEqual(names.map(() => 'counted'));
  }, patience);
});
afterAll(() => reader?.stop());

function get(token: string, path: string) {
  return ask(reader.origin, `/console/api/${path}`, { headers: ownPage(reader.origin, token) });
}

const readNames = () => ['about', ...Object.keys(insightReads(reader.target, 'UTC').reads)];

describe('a link that shows numbers', () => {
  it('gets no openid from any path, whatever it asks for', async () => {
    const odd = [
      'user/',
      `user/${openid}`,
      `people/${openid}`,
      'User',
      'visit',
      'pushes',
      'live',
      'shares',
      'session',
    ];
    for (const name of [...readNames(), ...odd]) {
      for (const path of [name, `${name}?${parameters}`, `${name}?${parameters}&openid=${openid}`]) {
        const { body, headers } = await get(numbers, path);
        expect(JSON.stringify([body, headers]), path).not.toContain(openid);
      }
    }
  });

  it('gets what is of the shop', async () => {
    const answered = [];
    for (const name of readNames()) {
      if ((await get(numbers, `${name}?${parameters}`)).status === 200) answered.push(name);
    }
    expect(answered).toEqual(readNames().filter((name) => name !== 'user'));
    const { body } = await get(numbers, `product?${parameters}`);
    expect(JSON.parse(body)).toMatchObject({ totals: { opened: 1, followed: 1 } });
  });

  it.each([
    ['somebody known', `openid=${openid}`],
    ['nobody', 'openid=okkeXs1nI-nobody'],
    ['no openid', ''],
  ])('is refused in the same words of %s', async (_who, query) => {
    const { status, body } = await get(numbers, `user?${query}`);
    expect([status, body]).toEqual([403, '']);
  });
});

it('a link that shows people gets a person’s profile and events', async () => {
  const { status, body } = await get(people, `user?${parameters}`);
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ openid, profile: { country: expect.any(String) } });
});

it('where the tables do not answer, nobody is told anything: 503', async () => {
  tablesAreDown = true;
  try {
    expect(await get(people, 'about')).toMatchObject({ status: 503, body: '' });
  } finally {
    tablesAreDown = false;
  }
});

it('the reader’s role allows nothing that it never does', async () => {
  for (const name of readNames()) await get(people, `${name}?${parameters}`);
  const unused = reader.receiver.run.access.unused();
  expect(unused.filter(({ functionName }) => functionName.includes('Reader'))).toEqual([]);
});
