import { execFile } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { describe, expect, it } from 'vitest';
import { type Credentials, localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { signerOf } from '../../../../lib/local/http-api/signature.ts';

const alice = localCredentials('alice');
const host = 'api.example.com';
const now = new Date('2026-11-26T08:00:00Z');

interface Signing {
  readonly credentials?: Credentials;
  readonly region?: string;
  readonly service?: string;
  readonly at?: Date;
  readonly body?: string;
}

/** A request as the AWS SDK's own signer signs it. */
async function signed(url: string, { body = '', at = now, ...signing }: Signing = {}) {
  const [path = '', query = ''] = url.split('?');
  const signer = new SignatureV4({
    credentials: alice,
    region: localAwsAccount.region,
    service: 'execute-api',
    sha256: Hash.bind(null, 'sha256'),
    ...signing,
  });
  const { headers } = await signer.sign(
    {
      method: 'GET',
      protocol: 'https:',
      hostname: host,
      path,
      query: Object.fromEntries(new URLSearchParams(query)),
      headers: { host, accept: '*/*' },
      body,
    },
    { signingDate: at },
  );
  return { method: 'GET', url, headers };
}

const url = '/api/visit?openid=ok-1_x&keyStandard=ean13&keyStr=%E5%BE%AE%20%2B&within=600';
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

describe('a signature', () => {
  it('is its signer’s', async () => {
    expect(await signerOf(await signed(url), Buffer.alloc(0), [alice], now)).toBe(alice);
  });

  it.each([
    ['of another region', { region: 'eu-west-1' }],
    ['of another service', { service: 's3' }],
    ['of another body', { body: '{"other":1}' }],
    ['more than five minutes old', { at: minutesAgo(5.1) }],
    ['more than five minutes ahead', { at: minutesAgo(-5.1) }],
    ['with another’s secret', { credentials: { ...alice, secretAccessKey: 'guessed' } }],
    ['of somebody who is not known', { credentials: localCredentials('mallory') }],
  ])('%s is nobody’s', async (_case, signing) => {
    expect(await signerOf(await signed(url, signing), Buffer.alloc(0), [alice], now)).toBeUndefined();
  });

  it.each([4.9, -4.9])('is good %f minutes after it was made', async (minutes) => {
    const request = await signed(url, { at: minutesAgo(minutes) });
    expect(await signerOf(request, Buffer.alloc(0), [alice], now)).toBe(alice);
  });

  it.each([
    ['another path', { url: url.replace('visit', 'user') }],
    ['another query', { url: url.replace('ok-1_x', 'ok-1_y') }],
    ['one parameter more', { url: `${url}&within=1` }],
    ['another method', { method: 'POST' }],
  ])('covers the request: with %s it is nobody’s', async (_case, changed) => {
    const request = { ...(await signed(url)), ...changed };
    expect(await signerOf(request, Buffer.alloc(0), [alice], now)).toBeUndefined();
  });

  it.each([
    ['host', { host: 'elsewhere.example.com' }],
    ['time', { 'x-amz-date': '20261126T080001Z' }],
    ['hash of the body', { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }],
    ['list of signed headers', { authorization: 'x' }],
  ])('covers the %s', async (_case, changed) => {
    const { headers, ...request } = await signed(url);
    const tampered = { ...request, headers: { ...headers, ...changed } };
    expect(await signerOf(tampered, Buffer.alloc(0), [alice], now)).toBeUndefined();
  });

  it('has to cover the host', async () => {
    const { headers, ...request } = await signed(url);
    const authorization = String(headers.authorization).replace('accept;host;', 'accept;');
    const tampered = { ...request, headers: { ...headers, authorization } };
    expect(await signerOf(tampered, Buffer.alloc(0), [alice], now)).toBeUndefined();
  });

  it('is there', async () => {
    expect(await signerOf({ method: 'GET', url, headers: { host } }, Buffer.alloc(0), [alice], now)).toBe(
      undefined,
    );
  });

  it('is curl’s too, which signs by code of its own', async () => {
    const server = createServer(async (request: IncomingMessage, response) => {
      const signer = await signerOf(request, await buffer(request), [alice]);
      response.end(signer?.accessKeyId ?? 'nobody');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = Object(server.address());
    const { stdout } = await promisify(execFile)('curl', [
      '--silent',
      '--aws-sigv4',
      `aws:amz:${localAwsAccount.region}:execute-api`,
      '--user',
      `${alice.accessKeyId}:${alice.secretAccessKey}`,
      `http://127.0.0.1:${port}/api/visit?keyStandard=ean13&keyStr=6901&openid=ok-1_x&within=600`,
    ]);
    server.close();
    expect(stdout).toBe('alice');
  });
});
