import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { receiverMetrics } from '../../../functions/model/metric-names.ts';
import { pushFieldNames, pushMessage, readPushLine } from '../../../functions/model/push-line.ts';
import { eventPush, fieldsPush, rawPush } from '../../../lib/weixin/push.ts';
import { pushFields, render } from '../../../lib/weixin/render.ts';
import { samples } from '../../../lib/weixin/samples.ts';
import { type SignedPush, signedPush } from '../../../lib/weixin/signed-push.ts';
import { type Callback, lambdaId, startCallback } from './callback.ts';
import { plain } from './hostile-push.ts';
import { account, callbackUrl } from './understand.ts';

/** What a push may print at most, in bytes: CloudWatch Logs bills by them. */
const mostBytes = 400;

let callback: Callback;
let lines: string[];

beforeAll(async () => {
  // As in Lambda: without it Powertools prints for a developer's eyes.
  callback = await startCallback({ variables: { POWERTOOLS_DEV: 'false' } });
  // Lambda makes one log of both.
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(...String(chunk).split('\n').filter(Boolean));
      return true;
    });
  }
});
afterEach(() => vi.clearAllMocks());
afterAll(() => callback.stop());

const sign = (push: Parameters<typeof signedPush>[1]) => signedPush(callbackUrl, push, account);

async function printedBy(push: SignedPush): Promise<Readonly<Record<string, unknown>>[]> {
  lines = [];
  await callback.push(push);
  expect(Buffer.byteLength(lines.join('\n'))).toBeLessThanOrEqual(mostBytes);
  return lines.map((line) => JSON.parse(line));
}

const review = eventPush(samples.user_scan_product_verify_action);
const unreadable = render(pushFields(samples.user_scan_product), 'xml').replace('</KeyStr>', '');
const chat = fieldsPush(new Map(Object.entries({ ToUserName: 'gh_1', MsgType: 'text', Content: 'hello' })));

describe('a push prints one line, of at most 400 bytes, with the name of its invocation:', () => {
  test.each<[string, string, () => SignedPush]>([
    ['an event', 'enqueued', () => sign(review)],
    ['a retry', 'retryDropped', () => sign(review)],
    ['an unreadable push', 'quarantined', () => sign(rawPush(unreadable))],
    ['a chat message', 'notProductEvent', () => sign(chat)],
    ['a refused push', 'refused', () => plain()],
  ])('%s', async (_case, outcome, push) => {
    const [line, ...others] = await printedBy(push());
    expect(others).toEqual([]);
    expect(line).toMatchObject({ message: pushMessage, outcome, lambdaId, requestId: expect.any(String) });
  });
});

test('the metrics of a push stand in its line, as CloudWatch reads them', async () => {
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
  const [line = {}] = await printedBy(sign(review));
  const { level, message, lambdaId: id, ...fields } = line;
  expect({ level, message, id }).toEqual({ level: 'INFO', message: pushMessage, id: lambdaId });
  expect(pushFieldNames).toEqual(expect.arrayContaining(Object.keys(fields)));
  expect(readPushLine(line)).toEqual(fields);
});
