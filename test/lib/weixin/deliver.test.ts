import { describe, expect, test } from 'vitest';
import { deliver, isAcknowledged, weixinRetries } from '../../../lib/weixin/deliver.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { type SignedPush, signedPush } from '../../../lib/weixin/signed-push.ts';
import { answering, startReceiver } from './receiver.ts';

const account = { appId: 'wx5823bf96d3bd56c7', token: 'token', encodingAesKey: 'A'.repeat(43) };
const push = eventPush(samples.subscribe);

function signedFor(url: string): () => SignedPush {
  return () => signedPush(url, push, account);
}

test('a push arrives as it was signed', async () => {
  const { url, received } = await startReceiver(answering(200));
  const signed = signedPush(url, push, account);
  await deliver(() => signed);
  const query = Object.fromEntries(new URL(signed.url).searchParams);
  const { headers, body } = signed;
  expect(received).toMatchObject([{ method: 'POST', query, headers, body }]);
});

describe('an answer', () => {
  test.each([
    [200, '', true],
    [200, 'success', true],
    [200, '{}', false],
    [200, 'success\n', false],
    [201, '', false],
    [403, '', false],
    [503, '', false],
  ])('of %i with body "%s" is an acknowledgement: %s', async (status, body, acknowledged) => {
    const { url } = await startReceiver(answering(status, body));
    const attempts = await deliver(signedFor(url));
    expect(attempts).toEqual([
      { outcome: 'answered', status, body, acknowledged, milliseconds: expect.any(Number) },
    ]);
    expect(isAcknowledged(attempts)).toBe(acknowledged);
  });

  test('that points elsewhere is not followed', async () => {
    const elsewhere = await startReceiver(answering(200));
    const { url } = await startReceiver((response) => {
      response.writeHead(307, { location: elsewhere.url }).end();
    });
    expect(await deliver(signedFor(url))).toMatchObject([{ status: 307, acknowledged: false }]);
    expect(elsewhere.received).toEqual([]);
  });
});

describe('retries', () => {
  test('end with the acknowledgement', async () => {
    const { url, received } = await startReceiver(answering(503), answering(500), answering(200));
    const attempts = await deliver(signedFor(url), { retries: weixinRetries });
    expect(attempts).toMatchObject([{ status: 503 }, { status: 500 }, { status: 200 }]);
    expect(isAcknowledged(attempts)).toBe(true);
    expect(received).toHaveLength(3);
  });

  test('end after three', async () => {
    const { url, received } = await startReceiver(answering(503));
    const attempts = await deliver(signedFor(url), { retries: weixinRetries });
    expect(attempts).toHaveLength(4);
    expect(isAcknowledged(attempts)).toBe(false);
    expect(received).toHaveLength(4);
  });

  test('are made only where asked for', async () => {
    const { url, received } = await startReceiver(answering(503));
    await deliver(signedFor(url));
    expect(received).toHaveLength(1);
  });

  test('sign anew, or not, as the caller does', async () => {
    const { url, received } = await startReceiver(answering(503));
    const signed = signedPush(url, push, account);
    await deliver(signedFor(url), { retries: 1 });
    await deliver(() => signed, { retries: 1 });
    const [first, second, third, fourth] = received.map(({ query }) => query.msg_signature);
    expect(second).not.toBe(first);
    expect(fourth).toBe(third);
  });

  test('are told of one by one', async () => {
    const { url, received } = await startReceiver(answering(503));
    const told: number[] = [];
    await deliver(signedFor(url), { retries: 1, onAttempt: () => told.push(received.length) });
    expect(told).toEqual([1, 2]);
  });
});

describe('without an answer', () => {
  test('a push is cut after five seconds, before the status or behind it', async () => {
    const mute = await startReceiver(() => undefined);
    const slow = await startReceiver((response) => {
      response.writeHead(200).write('succ');
    });
    const failed = { outcome: 'failed', reason: 'no answer within 5 seconds', acknowledged: false };
    const attempts = await Promise.all([deliver(signedFor(mute.url)), deliver(signedFor(slow.url))]);
    expect(attempts).toMatchObject([[failed], [failed]]);
  });

  test('a cut connection fails', async () => {
    const { url } = await startReceiver((response) => {
      response.destroy();
    });
    expect(await deliver(signedFor(url))).toMatchObject([{ outcome: 'failed', acknowledged: false }]);
  });

  test('the reason is the connection’s, not “fetch failed”', async () => {
    const attempts = await deliver(signedFor('http://127.0.0.1:1/weixin'));
    expect(attempts).toMatchObject([
      { outcome: 'failed', reason: expect.not.stringContaining('fetch failed') },
    ]);
  });
});
