import { performance } from 'node:perf_hooks';
import { type PushFields, type PushStep, readPushLine } from '../../functions/model/push-line.ts';
import type { LocalRun } from '../../lib/local/local-run.ts';
import { deliver, isAcknowledged } from '../../lib/weixin/deliver.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table } from '../markdown.ts';
import { account } from '../push/account.ts';
import type { Effort, Section } from '../section.ts';
import { summarize } from '../statistics.ts';
import { CountedEvents } from './counted-events.ts';
import { type CallTimes, timedCalls } from './timed-calls.ts';

const atOnce = 8;
const products = 20;
/** More than Weixin makes: a machine that others keep busy is to be measured all the same. */
const mostRetries = 20;

/** Events a second through the whole local run, none of them lost. */
export async function endToEnd(effort: Effort, engines: Engines): Promise<Section> {
  const events = effort === 'full' ? 5000 : 500;
  const lines: PushFields[] = [];
  const counted = new CountedEvents();
  const calls = timedCalls();
  const run = await engines.startRun({
    intercept: calls.intercept,
    onLine: (_name, line) => {
      const push = readPushLine(JSON.parse(line));
      if (push) lines.push(push);
      counted.read(line);
    },
  });
  try {
    const early = atOnce * 4;
    await pushAll(run, 0, early);
    calls.reset();
    lines.length = 0;
    const startedAt = performance.now();
    const processorBefore = process.cpuUsage();
    const { milliseconds, retries } = await pushAll(run, early, events);
    const acknowledgedAfter = (performance.now() - startedAt) / 1000;
    await counted.until(early + events);
    const countedAfter = (performance.now() - startedAt) / 1000;
    const { user, system } = process.cpuUsage(processorBefore);
    return {
      title: 'End to end on this machine',
      text: [
        `${digits(events)} pushes of ${products} products, ${atOnce} at a time, through HTTP API, callback, queue ` +
          'and workers of the local run; pusher, API, functions and SQS share one process, DynamoDB has another.',
        table(
          ['', 'this machine'],
          [
            ['acknowledged, events/s', digits(events / acknowledgedAfter)],
            ['counted, events/s (the last batch waits for its window)', digits(events / countedAfter)],
            ['pushes acknowledged, of all', `${milliseconds.length} of ${events}`],
            ['of them only when pushed again', String(retries)],
            ['events counted, of all', `${counted.total - early} of ${events}`],
            ['acknowledged after, ms', spread(summarize(milliseconds))],
            ['processors busy, this process', digits((user + system) / 1e6 / countedAfter)],
          ],
        ),
        'Where a push spends its time, in the function, milliseconds:',
        table(
          ['', 'median [10 %–90 %]', '× whole'],
          (['claimMs', 'sendMs', 'confirmMs', 'totalMs'] as const).map((step) => [
            step.replace(/Ms$/, ''),
            spread(summarize(lines.map((line) => line[step] ?? 0))),
            digits(median(lines, step) / median(lines, 'totalMs')),
          ]),
        ),
        'Where AWS calls spend theirs, in the engines, milliseconds:',
        callsTable(calls.times()),
      ].join('\n\n'),
    };
  } finally {
    await run.stop();
  }
}

function callsTable(times: CallTimes): string {
  const rows = [...times].map(([operation, values]) => [
    operation,
    digits(values.length),
    spread(summarize(values)),
    digits(values.reduce((sum, value) => sum + value, 0) / 1000),
  ]);
  return table(['', 'calls', 'ms a call', 's in all'], rows);
}

function median(lines: readonly PushFields[], step: 'totalMs' | `${PushStep}Ms`): number {
  return summarize(lines.map((line) => line[step] ?? 0)).median;
}

/** How pushes were acknowledged: after how long each, and how often Weixin had to push again. */
export interface Pushed {
  readonly milliseconds: readonly number[];
  readonly retries: number;
}

/**
 * Pushes so many different events, a fixed number at a time, again where one is not acknowledged.
 * @throws where one never is
 */
export async function pushAll(run: LocalRun, from: number, count: number): Promise<Pushed> {
  const pushed = { milliseconds: [] as number[], retries: 0 };
  let next = from;
  const pusher = async () => {
    while (next < from + count) {
      const push = opened(run, next++);
      const attempts = await deliver(() => push, { retries: mostRetries });
      if (!isAcknowledged(attempts)) throw new Error(`not acknowledged: ${JSON.stringify(attempts)}`);
      pushed.retries += attempts.length - 1;
      pushed.milliseconds.push(attempts.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, pusher));
  return pushed;
}

function opened(run: LocalRun, place: number) {
  const event = sampleEvent('user_scan_product', {
    FromUserName: `okkeXs1nI-xU4ql8-5BX${String(place).padStart(8, '0')}`,
    KeyStr: String(6_901_481_000_000 + (place % products)),
  });
  return signedPush(`${run.origin}/weixin`, eventPush(event), account);
}
