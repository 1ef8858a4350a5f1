import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addDays, today } from '../../../../functions/model/day.ts';
import { isProductEventName, type WeixinEvent } from '../../../../functions/model/event-types.ts';
import { openApi } from '../../../../lib/publishing/open-api.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { sampleEvent, samples } from '../../../../lib/weixin/samples.ts';
import { patience } from '../../../support/patience.ts';
import { ask, ownPage } from '../support/asking.ts';
import { type RunningReader, startReader } from '../support/reader.ts';

const openid = 'okkeXs1nI-xU4ql8-0123456789a';
const product = { KeyStandard: 'ean13', KeyStr: '0012345678905' };
const visit = (changes: Record<string, string> = {}) =>
  `visit?${new URLSearchParams({ keyStandard: product.KeyStandard, keyStr: product.KeyStr, openid, within: '600', ...changes })}`;

let tablesAreDown = false;
let reader: RunningReader;
beforeAll(async () => {
  reader = await startReader({
    intercept: async ({ accessKeyId }, forward) => {
      if (tablesAreDown && accessKeyId.startsWith('Reader')) throw new Error('down');
      return forward();
    },
  });
  for (const event of Object.values(samples)) {
    await reader.receiver.pushUntilAnswered(
      eventPush(sampleEvent(event.Event, { ...event, ...here(event) })),
    );
  }
});

/** Everything happens at one product, by one person; somebody else leaves. */
function here({ Event }: WeixinEvent) {
  const secondsAgo = Event === 'user_scan_product' ? 60 : 90;
  const CreateTime = String(Math.floor(Date.now() / 1000) - secondsAgo);
  return isProductEventName(Event)
    ? { FromUserName: openid, ...product, CreateTime }
    : { FromUserName: 'who-leaves', CreateTime };
}
afterAll(() => reader?.stop());

/** As the README shows it: curl signs with AWS credentials, older versions of it a query as it stands. */
async function signed(asked: string) {
  const [path, query = ''] = asked.split('?');
  const sorted = query.split('&').sort().join('&');
  const { stdout } = await promisify(execFile)('curl', [
    ...['--silent', '--write-out', '\n%{http_code}', '--aws-sigv4', 'aws:amz:us-east-1:execute-api'],
    ...['--user', 'administrator:local', `${reader.origin}/api/${path}?${sorted}`],
  ]);
  const [body = '', status] = stdout.split('\n');
  return { status: Number(status), body };
}

it('a visit is seen as soon as it is acknowledged, and says what and when', async () => {
  const { status, body } = await signed(visit());
  expect([status, JSON.parse(body)]).toEqual([
    200,
    { seen: true, event: 'user_scan_product', at: expect.stringMatching(/Z$/) },
  ]);
});

it.each([
  ['another person', { openid: 'nobody' }],
  ['another product', { keyStr: '0012345678906' }],
  ['a time that is over', { within: '5' }],
])('a visit is not seen of %s', async (_case, changes) => {
  expect(await signed(visit(changes))).toEqual({ status: 200, body: '{"seen":false}' });
});

it.each([
  ['within=0', { within: '0' }, 'within is'],
  ['within=1e3', { within: '1e3' }, 'within is'],
  ['a year', { within: '31536000' }, 'within is'],
  ['no openid', { openid: '' }, 'openid is missing'],
])('a wrong parameter is named: %s', async (_case, changes, named) => {
  const { status, body } = await signed(visit(changes));
  expect(status).toBe(400);
  expect(body).toContain(named);
});

it.each([
  [
    'product?from=2024-02-30&keyStandard=ean13',
    'keyStr is missing: it is a text; from is a day, YYYY-MM-DD; to is missing: it is a day, YYYY-MM-DD.',
  ],
  [
    'visit?within=soon',
    /^openid is missing.*; keyStandard is missing.*; keyStr is missing.*; within is a number/,
  ],
  ['account?from=2024-02-01&to=2024-01-31', 'from and to are no range: the last day is before the first.'],
  ['account?from=2000-01-01&to=2024-01-31', 'from and to are 3660 days at most apart.'],
  ['account?from=2024-01-01&from=2024-01-02&to=2024-01-31', 'from stands there twice.'],
  ['products?from=2024-01-01', 'from and to go together.'],
  ['products?limit=0&skip=-1', 'limit is a number from 1 to 1000000; skip is a number from 0 to 1000000.'],
  ['highlights?from=2024-01-01&to=2024-01-31&beforeTo=2023-12-31', 'beforeFrom and beforeTo go together.'],
])('every parameter that is wrong is named in one sentence: %s', async (path, sentence) => {
  const { status, body } = await signed(path);
  expect(status).toBe(400);
  if (sentence instanceof RegExp) expect(body).toMatch(sentence);
  else expect(body).toBe(sentence);
});

describe('the document that npm run schema -- openapi prints', () => {
  const document = openApi();
  const ajv = formats.default(new Ajv2020({ strict: false }));
  ajv.addSchema(document, 'api');
  const day = today('Asia/Shanghai');
  const range = `from=${addDays(day, -6)}&to=${day}`;
  const which = `keyStandard=${product.KeyStandard}&keyStr=${product.KeyStr}`;

  it.each([
    ['account', range],
    ['products', ''],
    ['products', range],
    ['highlights', range],
    ['product', `${which}&${range}`],
    ['background', which],
    ['user', `openid=${openid}`],
    ['user', 'openid=nobody'],
    ['pipeline', ''],
    ['visit', visit().replace('visit?', '')],
    ['visit', visit({ openid: 'nobody' }).replace('visit?', '')],
  ])('describes what is answered to %s?%s', async (name, query) => {
    const pointer = `api#/paths/~1api~1${name}/get/responses/200/content/application~1json/schema`;
    await vi.waitFor(async () => {
      const { status, body } = await signed(`${name}?${query}`);
      expect(status).toBe(200);
      const answer = JSON.parse(body);
      expect([ajv.validate(pointer, answer), ajv.errors]).toEqual([true, null]);
      // What is empty would be described by anything.
      expect(body).not.toMatch(/"(days|products|reviews|best)":\[\]/);
    }, patience);
  });

  it('describes nothing but what is answered: another property is refused', async () => {
    const { body } = await signed('products');
    const [first] = JSON.parse(body).products;
    const wrong = { products: [{ ...first, openid }] };
    const pointer = 'api#/paths/~1api~1products/get/responses/200/content/application~1json/schema';
    expect(ajv.validate(pointer, wrong)).toBe(false);
  });

  it('says with which statuses an answer may end, and which of these say something', async () => {
    const account = `account?${range}`;
    const good = await signed(account);
    const wrong = await signed('account?from=soon');
    const unsigned = await ask(reader.origin, `/api/${account}`);
    tablesAreDown = true;
    const unavailable = await signed(account);
    tablesAreDown = false;
    const seen = [good, wrong, unsigned, unavailable].map(({ status, body }) => [status, body !== '']);
    // What API Gateway throttles never gets as far: the test of the stack has the rates.
    const throttled = [429, true];
    const described: Readonly<Record<string, object>> = document.components.responses;
    for (const { get } of Object.values(document.paths)) {
      const responses = Object.entries(get.responses).map(([status, response]) => {
        const { $ref = '' }: { $ref?: string } = Object(response);
        return [Number(status), 'content' in (described[$ref.split('/').at(-1) ?? ''] ?? response)];
      });
      expect(responses).toEqual(
        [...seen, throttled].toSorted(([one], [other]) => Number(one) - Number(other)),
      );
    }
  });

  it('says of each parameter whether it has to be there, as the routes do', async () => {
    for (const [path, { get }] of Object.entries(document.paths)) {
      const asked = get.parameters.filter((parameter) => parameter.in === 'query');
      const required = asked.filter((parameter) => parameter.required);
      const { status, body } = await signed(path.replace('/api/', ''));
      expect(status, path).toBe(required.length > 0 ? 400 : 200);
      for (const { name } of required) expect(body).toContain(`${name} is missing`);
    }
  });
});

it('a range is compared with as many days before it, unless something else is said', async () => {
  const said = 'beforeFrom=2024-01-01&beforeTo=2024-01-10';
  const [usual, same, other] = await Promise.all(
    ['', `&${said}`, '&beforeFrom=2023-12-01&beforeTo=2023-12-10'].map((before) =>
      signed(`products?from=2024-01-11&to=2024-01-20${before}`),
    ),
  );
  expect(usual).toEqual(same);
  expect([usual?.status, other?.status]).toEqual([200, 200]);
});

it('products are answered a page at a time to who asks so', async () => {
  await reader.receiver.pushUntilAnswered(
    eventPush(sampleEvent('user_scan_product', { KeyStandard: 'qrcode', KeyStr: 'another' })),
  );
  const listed = async (query: string) => JSON.parse((await signed(`products${query}`)).body).products;
  await vi.waitFor(async () => expect(await listed('')).toHaveLength(2), patience);
  const all = await listed('');
  expect(await listed('?limit=1')).toEqual([all[0]]);
  expect(await listed('?limit=5&skip=1')).toEqual([all[1]]);
  expect(await listed('?skip=2')).toEqual([]);
});

it('a table that does not answer is never "not seen"', async () => {
  tablesAreDown = true;
  expect(await signed(visit())).toMatchObject({ status: 503, body: '' });
  tablesAreDown = false;
});

it('nobody is answered who does not sign, not with a share link either', async () => {
  const { token } = await reader.share({ scope: 'people' });
  const asked = { headers: ownPage(reader.origin, token) };
  for (const path of [visit(), 'products', `user?openid=${openid}`]) {
    expect(await ask(reader.origin, `/api/${path}`, asked)).toMatchObject({ status: 403 });
  }
});

it('the reports are answered too', async () => {
  expect(await signed('pipeline')).toMatchObject({ status: 200 });
  expect(await signed('nothing')).toMatchObject({ status: 404 });
});
