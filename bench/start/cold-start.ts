import { stat } from 'node:fs/promises';
import type { Metafile } from 'esbuild';
import { functionEnvironment } from '../../lib/local/functions/function-environment.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import { type Bundle, bundle } from '../bundle.ts';
import type { Engines } from '../engines.ts';
import { bytes, digits, spread, table, verdict } from '../markdown.ts';
import { account, callbackUrl } from '../push/account.ts';
import type { Effort, Section } from '../section.ts';
import { ratios, summarize } from '../statistics.ts';
import { bytesByPackage } from './bytes-by-package.ts';
import type { Start } from './start.ts';
import { type Started, startOnce } from './start-once.ts';

/** From the start of the process to the first answer, in processor time. */
const mostOverFloor = 1.1;
const packagesListed = 14;

/** How long the deployed callback function takes from nothing to its first answer. */
export async function coldStart(effort: Effort, engines: Engines): Promise<Section> {
  const [starter, ours, floor, unpruned] = await Promise.all([
    bundle('bench/start/start.ts'),
    bundle('functions/callback/handler.ts'),
    bundle('bench/start/floor.ts'),
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
    return section(
      { bundle: ours, starts: starts.get(ours) ?? [] },
      { bundle: floor, starts: starts.get(floor) ?? [] },
      { bundle: unpruned, starts: starts.get(unpruned) ?? [] },
    );
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

function section(ours: Measured, floor: Measured, unpruned: Measured): Section {
  const row = (name: string, value: (start: Start) => number) => {
    const [mine, least, all] = [ours, floor, unpruned].map(({ starts }) => starts.map(value));
    if (!mine || !least || !all) throw new Error('nothing was measured');
    return [
      name,
      ...[mine, least, all].map((values) => spread(summarize(values))),
      ...[least, all].map((values) => spread(summarize(ratios(mine, values)))),
    ];
  };
  const overFloor = summarize(
    ratios(
      ours.starts.map(({ processing }) => processing),
      floor.starts.map(({ processing }) => processing),
    ),
  ).median;
  return {
    title: 'Cold start of the callback function',
    text: [
      'A fresh process loads the deployed bundle and answers its first push, through the local engines, over ' +
        'five AWS calls: two secrets, claim, send, confirm. The floor is a bundle of the two SDK clients alone ' +
        'that makes the last three, left without the credential providers Lambda never uses as our bundle is, or ' +
        'with them, unpruned. In turns; Lambda’s own start of a sandbox comes on top of both.',
      table(
        ['milliseconds', 'this receiver', 'floor', 'unpruned floor', '× floor', '× unpruned floor'],
        [
          row('import, processor time', ({ importing }) => importing),
          row('process start to first answer, processor time', ({ processing }) => processing),
          row('process start to first answer, wall clock', ({ answered }) => answered),
        ],
      ),
      `Goal: start to first answer, in processor time, at most ${mostOverFloor} × the floor: ${digits(overFloor)} ×, ` +
        `${verdict(overFloor <= mostOverFloor)}. The import of this receiver reads the secrets and opens connections, the ` +
        'floor’s does not.',
      sizesTable(...[ours, floor, unpruned].map((each) => each.bundle.metafile)),
    ].join('\n\n'),
  };
}

function sizesTable(...bundles: readonly Metafile[]): string {
  const sizes = bundles.map(bytesByPackage);
  const largest = (name: string) => Math.max(...sizes.map((each) => each.get(name) ?? 0));
  const names = [...new Set(sizes.flatMap((each) => [...each.keys()]))];
  names.sort((one, other) => largest(other) - largest(one));
  const listed = names.slice(0, packagesListed);
  const rest = names.slice(packagesListed);
  const sizesOf = (some: readonly string[]) =>
    sizes.map((each) => bytes(some.reduce((sum, name) => sum + (each.get(name) ?? 0), 0)));
  return table(
    ['bytes by package, minified', 'this receiver', 'floor', 'unpruned floor'],
    [
      ...listed.map((name) => [name, ...sizesOf([name])]),
      ['others', ...sizesOf(rest)],
      ['all', ...sizesOf(names)],
    ],
  );
}
