import { stat } from 'node:fs/promises';
import { functionEnvironment } from '../../lib/local/functions/function-environment.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import { type Bundle, bundle } from '../bundle.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import { account, callbackUrl } from '../push/account.ts';
import type { Effort, Section } from '../section.ts';
import { ratios, summarize } from '../statistics.ts';
import { sizesTable } from './sizes-table.ts';
import type { Start } from './start.ts';
import { type Started, startOnce } from './start-once.ts';

/** From the start of the process to the first answer, in processor time. */
const mostOverFloor = 1.1;

/** How long the deployed callback function takes from nothing to its first answer. */
export async function coldStart(effort: Effort, engines: Engines): Promise<Section> {
  const [starter, ours, floor, withSecrets, unpruned] = await Promise.all([
    bundle('bench/start/start.ts'),
    bundle('functions/callback/handler.ts'),
    bundle('bench/start/floor.ts'),
    bundle('bench/start/floor-with-secrets.ts'),
    bundle('bench/start/floor.ts', []),
  ]);
  const definition = engines.functionNamed('callback');
  await makeSureItIsDeployed(ours, definition.handler.file);

  const run = await engines.startRun();
  try {
    const resolved = run.functions.all.find((each) => each.definition.logicalId === definition.logicalId);
    if (resolved === undefined) throw new Error('no callback function runs');
    const environment = {
      PATH: process.env.PATH ?? '',
      ...functionEnvironment(resolved.definition, run.awsEndpoint),
    };
    const starts = new Map<Bundle, Start[]>([
      [ours, []],
      [floor, []],
      [withSecrets, []],
      [unpruned, []],
    ]);
    const rounds = effort === 'full' ? 40 : 6;
    for (let round = 0; round < rounds; round++) {
      const turns = round % 2 === 0 ? [...starts] : [...starts].reverse();
      for (const [{ file }, list] of turns) {
        const started: Started = { starter: starter.file, file, environment, event: firstPush(round) };
        list.push(await startOnce(started));
      }
    }
    const measured = (bundle: Bundle): Measured => ({ bundle, starts: starts.get(bundle) ?? [] });
    return section(measured(ours), measured(floor), measured(withSecrets), measured(unpruned));
  } finally {
    await run.stop();
  }
}

/** What is measured has to be what is deployed: the same code, to the byte. */
async function makeSureItIsDeployed({ file }: Bundle, deployed: string): Promise<void> {
  const [here, there] = await Promise.all([stat(file), stat(deployed)]);
  if (here.size !== there.size) {
    throw new Error(
      `bench/bundle.ts makes ${here.size} bytes, lib/stack/parts/bundled-function.ts ${there.size}`,
    );
  }
}

function firstPush(round: number): object {
  const event = sampleEvent('user_scan_product', { FromUserName: `starter${round}` });
  return gatewayEvent(signedPush(callbackUrl, eventPush(event), account));
}

interface Measured {
  readonly bundle: Bundle;
  readonly starts: readonly Start[];
}

function section(ours: Measured, floor: Measured, withSecrets: Measured, unpruned: Measured): Section {
  const measured = [ours, floor, withSecrets, unpruned];
  const row = (name: string, value: (start: Start) => number) => {
    const [mine = [], ...floors] = measured.map(({ starts }) => starts.map(value));
    return [
      name,
      ...[mine, ...floors].map((values) => spread(summarize(values))),
      ...floors.map((values) => spread(summarize(ratios(mine, values)))),
    ];
  };
  const processing = ({ starts }: Measured) => starts.map((start) => start.processing);
  const overFloor = summarize(ratios(processing(ours), processing(floor))).median;
  const secretsOverFloor = summarize(ratios(processing(withSecrets), processing(floor))).median;
  return {
    title: 'Cold start of the callback function',
    text: [
      'A fresh process loads the deployed bundle and answers its first push, through the local engines, over ' +
        'five AWS calls: two secrets, claim, send, confirm. The floor is a bundle of the two SDK clients alone ' +
        'that makes the last three, left without the credential providers Lambda never uses as our bundle is; the ' +
        'same that reads the two secrets as well; or with those providers, unpruned. In turns; Lambda’s own start of a sandbox comes on top of both.',
      table(
        [
          'milliseconds',
          ...['this receiver', 'floor', 'with secrets', 'unpruned floor'],
          ...['× floor', '× with secrets', '× unpruned floor'],
        ],
        [
          row('import, processor time', ({ importing }) => importing),
          row('process start to first answer, processor time', ({ processing }) => processing),
          row('process start to first answer, wall clock', ({ answered }) => answered),
        ],
      ),
      `Goal: start to first answer, in processor time, at most ${mostOverFloor} × the floor: ${digits(overFloor)} ×, ` +
        `${verdict(overFloor <= mostOverFloor)}. The floor that reads the two secrets, which no receiver can do ` +
        `without, takes ${digits(secretsOverFloor)} × by itself.`,
      sizesTable(
        ['this receiver', 'floor', 'with secrets', 'unpruned floor'],
        measured.map((each) => each.bundle.metafile),
      ),
    ].join('\n\n'),
  };
}
