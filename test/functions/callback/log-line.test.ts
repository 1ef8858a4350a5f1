import { afterEach, describe, expect, test, vi } from 'vitest';
import { receiverMetrics } from '../../../functions/model/metric-names.ts';
import { pushFieldNames, pushMessage, readPushLine } from '../../../functions/model/push-line.ts';
import { loopback } from '../../../lib/local/loopback-server.ts';
import { eventPush, fieldsPush, rawPush } from '../../../lib/weixin/push.ts';
import { pushFields, render } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { type SignedPush, signedPush } from '../../../lib/weixin/signed-push.ts';
import { startOldServer } from '../../support/old-server.ts';
import { type Callback, type CallbackOptions, lambdaId, startCallback } from './callback.ts';
import { plain } from './hostile-push.ts';
import { account, callbackUrl } from './understand.ts';

/** What a push may print at most, in bytes: CloudWatch Logs bills by them. */
const mostBytes = 400;
/** What a metric takes in its line beside that: of a push whose step failed, or that is forwarded. */
const metricBytes = 250;

let callback: Callback;
let lines: string[];

async function start({ variables, ...options }: CallbackOptions = {}): Promise<void> {
  // As in Lambda: without it Powertools prints for a developer's eyes.
  callback = await startCallback({ ...options, variables: { POWERTOOLS_DEV: 'false', ...variables } });
  // Lambda makes one log of both.
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(...String(chunk).split('\n').filter(Boolean));
      return true;
    });
  }
}

afterEach(() => callback.stop());

const sign = (push: Parameters<typeof signedPush>[1]) => signedPush(callbackUrl, push, account);

async function printedBy(push: SignedPush): Promise<Readonly<Record<string, unknown>>[]> {
  lines = [];
  await callback.push(push);
  const bytes = Buffer.byteLength(lines.join('\n'));
  const printed = lines.map((line) => JSON.parse(line));
  const isPlain = printed.every((line) => line.outcome === 'refused' || !('_aws' in line));
  expect(bytes).toBeLessThanOrEqual(isPlain ? mostBytes : mostBytes + metricBytes);
  return printed;
}

/** Of all events the one with the most to say. */
const opening = eventPush(samples.user_scan_product);
const unreadable = render(pushFields(samples.user_scan_product), 'xml').replace('</KeyStr>', '');
const chat = fieldsPush(new Map(Object.entries({ ToUserName: 'gh_1', MsgType: 'text', Content: 'hello' })));

const forwarding = (origin: string) => ({
  variables: {
    FORWARD_URL: origin,
    FORWARD: 'all',
    FORWARD_ON_FAILURE: 'acknowledge',
    FORWARD_TO_LOOPBACK: 'allowed',
  },
});
const nobody = `http://${loopback}:1`;

describe('a push prints one line, of at most 400 bytes beside a metric, with the name of its invocation:', () => {
  test.each<[string, string, () => SignedPush]>([
    ['an event', 'enqueued', () => sign(opening)],
    ['an unreadable push', 'quarantined', () => sign(rawPush(unreadable))],
    ['a chat message', 'notProductEvent', () => sign(chat)],
    ['a refused push', 'refused', () => plain()],
  ])('%s', async (_case, outcome, push) => {
    await start();
    const [line, ...others] = await printedBy(push());
    expect(others).toEqual([]);
    expect(line).toMatchObject({ message: pushMessage, outcome, lambdaId, requestId: expect.any(String) });
  });

  test('a retry', async () => {
    await start();
    await printedBy(sign(opening));
    expect(await printedBy(sign(opening))).toMatchObject([{ outcome: 'retryDropped' }]);
  });

  test('an event that goes into the outbox', async () => {
    await start({ endpoints: { sqs: nobody } });
    expect(await printedBy(sign(opening))).toMatchObject([{ outcome: 'outboxed' }]);
  });

  test('an event that nothing holds, at the level of errors', async () => {
    await start({ endpoints: { dynamodb: nobody, sqs: nobody } });
    expect(await printedBy(sign(opening))).toMatchObject([
      {
        level: 'ERROR',
        outcome: 'notTaken',
        reason: 'NotTakenError',
        claimError: 'Error',
        sendError: 'Error',
      },
    ]);
  });

  test.each([
    ['an event', opening],
    ['a chat message', chat],
  ])('%s that is forwarded', async (_case, push) => {
    const server = await startOldServer();
    await start(forwarding(server.origin));
    expect(await printedBy(sign(push))).toMatchObject([{ forward: 'answered' }]);
    await server.close();
  });

  test('an event whose forwarding fails', async () => {
    await start(forwarding(nobody));
    expect(await printedBy(sign(opening))).toMatchObject([{ forward: 'failed' }]);
  });
});

test('the metrics of a push stand in its line, as CloudWatch reads them', async () => {
  await start();
  const [line] = await printedBy(plain());
  expect(line).toMatchObject({
    outcome: 'refused',
    _aws: {
      Timestamp: expect.any(Number),
      CloudWatchMetrics: [
        {
          Namespace: 'WeixinProductEvents',
          Dimensions: [['service']],
          Metrics: [{ Name: receiverMetrics.refused }],
        },
      ],
    },
    service: 'WeixinProductEvents',
    [receiverMetrics.refused]: 1,
  });
});

test('a line has the declared names, Lambda’s and no others, and its reader reads them all', async () => {
  await start();
  const [line = {}] = await printedBy(sign(opening));
  const { level, message, lambdaId: id, ...fields } = line;
  expect({ level, message, id }).toEqual({ level: 'INFO', message: pushMessage, id: lambdaId });
  expect(pushFieldNames).toEqual(expect.arrayContaining(Object.keys(fields)));
  expect(readPushLine(line)).toEqual(fields);
  expect(fields).toEqual({
    requestId: 'request',
    account: 'gh_4e47c9c9ecad',
    event: 'user_scan_product',
    openid: 'okke…0gDo',
    createTime: '1438250110',
    keyStandard: 'ean13',
    keyStr: '6901481811083',
    outcome: 'enqueued',
    claimMs: expect.any(Number),
    sendMs: expect.any(Number),
    confirmMs: expect.any(Number),
    totalMs: expect.any(Number),
  });
});

test('of an event without a product the line names none', async () => {
  await start();
  const [line] = await printedBy(sign(eventPush(samples.unsubscribe)));
  expect(line).toMatchObject({ event: 'unsubscribe', outcome: 'enqueued' });
  expect(line).not.toHaveProperty('keyStandard');
});
