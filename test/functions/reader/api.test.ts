import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventPush } from '../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { ask, ownPage } from './support/asking.ts';
import { type RunningReader, startReader } from './support/reader.ts';

const openid = 'okkeXs1nI-xU4ql8-0123456789a';
const product = { KeyStandard: 'ean13', KeyStr: '0012345678905' };
// In the alphabet's order: older versions of curl sign a query as it stands.
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
  const CreateTime = String(Math.floor(Date.now() / 1000) - 60);
  const event = sampleEvent('user_scan_product', { ...product, FromUserName: openid, CreateTime });
  await reader.receiver.push(eventPush(event));
});
afterAll(() => reader?.stop());

/** As the README shows it: curl signs with AWS credentials. */
async function signed(path: string) {
  const { stdout } = await promisify(execFile)('curl', [
    ...['--silent', '--write-out', '\n%{http_code}', '--aws-sigv4', 'aws:amz:us-east-1:execute-api'],
    ...['--user', 'administrator:local', `${reader.origin}/api/${path}`],
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
  ['no openid', { openid: '' }, 'no openid'],
])('a wrong parameter is named: %s', async (_case, changes, named) => {
  const { status, body } = await signed(visit(changes));
  expect(status).toBe(400);
  expect(body).toContain(named);
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
