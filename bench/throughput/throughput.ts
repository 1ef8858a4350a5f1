import { pushAll } from '../end-to-end/end-to-end.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import type { Effort, Section } from '../section.ts';
import { summarize } from '../statistics.ts';
import { CallRecorder, type RecordedCall } from './recorded-calls.ts';
import { type Replayed, replay } from './replay.ts';
import { type Stretch, startStretch } from './stretch.ts';

/** Pushes, rounds, and pushes before them: each of the instances compiles what it finds to be hot. */
const efforts = {
  full: { early: 500, events: 1000, rounds: 3 },
  quick: { early: 100, events: 200, rounds: 1 },
};
/** Of what the engines alone give. */
const goal = 0.6;

type Load = (typeof efforts)[Effort];

interface Round {
  readonly calls: readonly RecordedCall[];
  readonly run: Stretch;
  readonly alone: Replayed;
}

/** How much of its engines' speed the local run leaves. */
export async function throughput(effort: Effort, engines: Engines): Promise<Section> {
  const load = efforts[effort];
  const rounds: Round[] = [];
  while (rounds.length < load.rounds) rounds.push(await measureRound(engines, load));
  const share = summarize(rounds.map(({ run, alone }) => alone.seconds / run.seconds));
  const otherwise = rounds.reduce((sum, { alone }) => sum + alone.answeredOtherwise, 0);
  return {
    title: 'The local run beside its engines alone',
    text: [
      `${digits(load.events)} pushes, as above, through the local run until the last is acknowledged. Then the same calls ` +
        'again, by AWS SDK clients on fresh engines with nothing before them: the same parameters, in each ' +
        'invocation in the same order and as many at once, as many invocations at once, and as many messages ' +
        `received and deleted a call. In turns, ${rounds.length} ×. Of all calls, ${digits(otherwise)} were answered otherwise than before.`,
      table(
        ['', 'local run', 'engines alone', 'share'],
        [
          [
            'AWS calls/s',
            spread(summarize(rounds.map(({ calls, run }) => calls.length / run.seconds))),
            spread(summarize(rounds.map(({ calls, alone }) => calls.length / alone.seconds))),
            spread(share),
          ],
          [
            'processor time of this process, ms a call',
            spread(summarize(rounds.map(({ calls, run }) => milliseconds(run, calls)))),
            spread(summarize(rounds.map(({ calls, alone }) => milliseconds(alone, calls)))),
            spread(summarize(rounds.map(({ run, alone }) => alone.processorSeconds / run.processorSeconds))),
          ],
        ],
      ),
      `Calls of the first: ${operations(rounds[0]?.calls ?? [])}.`,
      'Beside those calls the run makes pushes and their signatures, has an HTTP API, functions in threads of their own ' +
        'with logs and metrics, and permissions looked at for each call; all of it shares the processors with the engines.',
      `Goal: at least ${goal} of the engines alone: ${digits(share.median)}, ${verdict(share.median >= goal)}.`,
    ].join('\n\n'),
  };
}

async function measureRound(engines: Engines, load: Load): Promise<Round> {
  const { logicalId } = engines.functionNamed('user-scan-product');
  const { calls, run } = await record(engines, load);
  const alone = await replay(engines, calls, ({ accessKeyId }) => accessKeyId === logicalId);
  return { calls, run, alone };
}

/** Until the last push is acknowledged: a last batch only waits for its window. All of them have to be counted. */
async function record(engines: Engines, { early, events }: Load): Promise<Pick<Round, 'calls' | 'run'>> {
  const recorder = new CallRecorder();
  const localRun = await engines.startRun({ intercept: recorder.intercept });
  try {
    await pushAll(localRun, 0, early);
    await recorder.untilDeleted(early);
    recorder.take();
    const stretch = startStretch();
    await pushAll(localRun, early, events);
    const run = stretch();
    const calls = recorder.take();
    await recorder.untilDeleted(early + events);
    return { calls, run };
  } finally {
    await localRun.stop();
  }
}

function milliseconds({ processorSeconds }: Stretch, calls: readonly RecordedCall[]): number {
  return (processorSeconds * 1000) / calls.length;
}

function operations(calls: readonly RecordedCall[]): string {
  const counts = new Map<string, number>();
  for (const { operation } of calls) counts.set(operation, (counts.get(operation) ?? 0) + 1);
  return [...counts].map(([operation, count]) => `${digits(count)} ${operation}`).join(', ');
}
