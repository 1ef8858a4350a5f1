import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { claim } from '../../../functions/callback/accept/claim.ts';
import { receiverMetrics } from '../../../functions/model/metric-names.ts';
import { loopback } from '../../../lib/local/loopback-server.ts';
import { eventPush, rawPush } from '../../../lib/weixin/push.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { verificationUrl } from '../../../lib/weixin/verification-url.ts';
import { answering, startReceiver } from '../../lib/weixin/receiver.ts';
import { emptyAnswer, logged, metered } from './answers.ts';
import { type Callback, nothing, openCallbackStores, startCallback } from './callback.ts';
import { account, callbackUrl } from './understand.ts';

const event = samples.user_scan_product;
const unreadable = '<xml><Event>user_scan_product</Event></xml>';

/** Endpoints of a service that is not as it should be. */
const troubles = {
  // A free port may be the next engine's; on this one nobody listens.
  down: async () => `http://${loopback}:1`,
  hanging: async () => new URL((await startReceiver(() => {})).url).origin,
  // The SDK's own limits are for the beginning of an answer.
  'never ending its answers': async () => new URL((await startReceiver(beginningOnly)).url).origin,
  failing: async () => answeringError(500, 'InternalFailure'),
  throttling: async () => answeringError(400, 'ThrottlingException'),
  'denying access': async () => answeringError(400, 'AccessDeniedException'),
  'refusing the request': async () => answeringError(400, 'ValidationException'),
} as const;

function beginningOnly(response: ServerResponse): void {
  response.writeHead(200).write('{');
}

const kinds = Object.keys(troubles) as readonly (keyof typeof troubles)[];

async function answeringError(status: number, type: string): Promise<string> {
  const body = JSON.stringify({ __type: `com.amazonaws#${type}`, message: 'no' });
  return new URL((await startReceiver(answering(status, body))).url).origin;
}

let callback: Callback;

afterEach(() => callback.stop());

test('settings that are wrong are a 503 for as long as they are, and no longer', async () => {
  callback = await startCallback({ variables: { WEIXIN_MAX_AGE_SECONDS: 'soon' } });
  expect(await pushEvent()).toEqual(emptyAnswer(503));
  vi.stubEnv('WEIXIN_MAX_AGE_SECONDS', '600');
  expect(await pushEvent()).toEqual(emptyAnswer(200));
});

const pushEvent = () => callback.push(signedPush(callbackUrl, eventPush(event), account));
const pushUnreadable = () => callback.push(signedPush(callbackUrl, rawPush(unreadable), account));
const printed = () => callback.printed.join('\n');

describe.each(kinds)('SQS %s', (kind) => {
  test('costs nothing: the event waits in the outbox, and is acknowledged', async () => {
    callback = await startCallback({ endpoints: { sqs: await troubles[kind]() } });
    expect(await pushEvent()).toEqual(emptyAnswer(200));
    const waiting = { event, outboxShard: expect.any(String), outboxSince: expect.any(String) };
    expect(await callback.kept()).toEqual({ ...nothing, claims: [expect.objectContaining(waiting)] });
    expect(printed()).toMatch(logged('outboxed'));
    expect(printed()).toMatch(metered(receiverMetrics.stepsFailed));
  });
});

describe.each(kinds)('DynamoDB %s', (kind) => {
  test('costs nothing: the event is sent without a claim, and acknowledged', async () => {
    callback = await startCallback({ endpoints: { dynamodb: await troubles[kind]() } });
    expect(await pushEvent()).toEqual(emptyAnswer(200));
    expect(await callback.kept()).toEqual({
      ...nothing,
      messages: [{ receivedAt: expect.any(String), event }],
    });
    expect(printed()).toMatch(logged('deduplicationBypassed'));
    expect(printed()).toMatch(metered(receiverMetrics.stepsFailed));
  });
});

describe.each(kinds)('both %s', (kind) => {
  test('is answered with an empty 503, so that Weixin pushes again', async () => {
    callback = await startCallback({
      endpoints: { dynamodb: await troubles[kind](), sqs: await troubles[kind]() },
    });
    expect(await pushEvent()).toEqual(emptyAnswer(503));
    expect(await callback.kept()).toEqual(nothing);
    expect(printed()).toMatch(logged('notTaken'));
  });
});

test.each([
  ['dynamodb', 'claim'],
  ['sqs', 'send'],
] as const)('%s denying access to the %s is logged with what AWS said', async (service, step) => {
  callback = await startCallback({ endpoints: { [service]: await troubles['denying access']() } });
  await pushEvent();
  expect(printed()).toContain(`AWS denied the ${step}`);
});

test('Secrets Manager denying access is logged, and Weixin told to push again', async () => {
  callback = await startCallback({ endpoints: { secretsManager: await troubles['denying access']() } });
  expect(await pushEvent()).toEqual(emptyAnswer(503));
  expect(printed()).toContain('AccessDeniedException');
});

test('a push that comes again while SQS is down is in the outbox once', async () => {
  callback = await startCallback({ endpoints: { sqs: await troubles.down() } });
  expect([await pushEvent(), await pushEvent()]).toEqual([emptyAnswer(200), emptyAnswer(200)]);
  expect((await callback.kept()).claims).toHaveLength(1);
  expect(printed()).toMatch(logged('retryDropped'));
});

test('the claim of an attempt that died is taken over into the outbox', async () => {
  callback = await startCallback({ endpoints: { sqs: await troubles.down() } });
  const message = { receivedAt: '2015-07-30T09:55:10.000Z', event };
  await claim(openCallbackStores().events, message, AbortSignal.timeout(50_000));
  expect(await pushEvent()).toEqual(emptyAnswer(200));
  expect((await callback.kept()).claims).toEqual([
    expect.objectContaining({ outboxShard: expect.any(String) }),
  ]);
});

describe('a push nobody can read', () => {
  test('waits in the outbox while SQS is down, once however often it comes', async () => {
    callback = await startCallback({ endpoints: { sqs: await troubles.down() } });
    expect([await pushUnreadable(), await pushUnreadable()]).toEqual([emptyAnswer(200), emptyAnswer(200)]);
    const quarantine = expect.objectContaining({ raw: unreadable, encoding: 'utf8' });
    const waiting = { quarantine, outboxShard: expect.any(String), outboxSince: expect.any(String) };
    expect(await callback.kept()).toEqual({ ...nothing, claims: [expect.objectContaining(waiting)] });
  });

  test('needs no DynamoDB', async () => {
    callback = await startCallback({ endpoints: { dynamodb: await troubles.down() } });
    expect(await pushUnreadable()).toEqual(emptyAnswer(200));
    expect((await callback.kept()).quarantined).toEqual([expect.objectContaining({ raw: unreadable })]);
  });

  test('is not acknowledged while both are down', async () => {
    callback = await startCallback({
      endpoints: { dynamodb: await troubles.down(), sqs: await troubles.down() },
    });
    expect(await pushUnreadable()).toEqual(emptyAnswer(503));
  });
});

describe.each(kinds)('Secrets Manager %s at the start', (kind) => {
  test('is answered with an empty 503: whose push it is cannot be said', async () => {
    callback = await startCallback({ endpoints: { secretsManager: await troubles[kind]() } });
    expect(await pushEvent()).toEqual(emptyAnswer(503));
    expect(await callback.kept()).toEqual(nothing);
  });
});

test('what needs neither DynamoDB nor SQS is answered while both are down', async () => {
  callback = await startCallback({
    endpoints: { dynamodb: await troubles.down(), sqs: await troubles.down() },
  });
  const chat = rawPush('<xml><MsgType>text</MsgType></xml>');
  expect(await callback.push(signedPush(callbackUrl, chat, account))).toEqual(emptyAnswer(200));
  const url = verificationUrl(callbackUrl, account.token, 'echo');
  const answer = await callback.push({ url, headers: {}, body: Buffer.alloc(0) }, { method: 'GET' });
  expect(answer).toMatchObject({ statusCode: 200, body: 'echo' });
});

test.each([
  ['lacks a setting', { WEIXIN_APP_ID: '' }, 'WEIXIN_APP_ID'],
  ['has a setting that cannot be', { WEIXIN_ENCRYPTION: 'optional' }, 'WEIXIN_ENCRYPTION is required or off'],
  ['has an age that is no number', { WEIXIN_MAX_AGE_SECONDS: '-1' }, 'WEIXIN_MAX_AGE_SECONDS is a number'],
  ['has an age with a unit', { WEIXIN_MAX_AGE_SECONDS: '600s' }, 'WEIXIN_MAX_AGE_SECONDS is a number'],
  [
    'has two that cannot be',
    { WEIXIN_ENCRYPTION: 'optional', WEIXIN_MAX_AGE_SECONDS: 'soon' },
    'WEIXIN_ENCRYPTION is required or off; WEIXIN_MAX_AGE_SECONDS is a number of seconds',
  ],
])(
  'a function that %s says so to its operator, and to the caller nothing',
  async (_case, variables, problem) => {
    callback = await startCallback({ variables });
    expect(await pushEvent()).toEqual(emptyAnswer(503));
    expect(printed()).toContain(problem);
  },
);
