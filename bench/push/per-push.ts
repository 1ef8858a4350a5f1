import { pathToFileURL } from 'node:url';
import type { Mode } from '../../lib/weixin/signed-push.ts';
import { bundle } from '../bundle.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import { peersPackage } from '../peers.ts';
import type { Effort, Section } from '../section.ts';
import { ratios, summarize } from '../statistics.ts';
import type * as Measurements from './index.ts';
import type { PushTimes } from './time-pushes.ts';

const modes: readonly Mode[] = ['plain', 'secure'];
const mostOverParserFloor = 1.5;

/** What it takes, before anything is written, to know what a push says and that it is Weixin's. */
export async function perPush(effort: Effort): Promise<Section> {
  const { file } = await bundle('bench/push/index.ts');
  const { runProbes, timePushes }: typeof Measurements = await import(pathToFileURL(file).href);
  const rounds = effort === 'full' ? { rounds: 60, slice: 25 } : { rounds: 12, slice: 10 };
  const parts: string[] = [];
  for (const mode of modes) parts.push(timesTable(mode, await timePushes(peersPackage, mode, rounds)));
  const results = await runProbes(peersPackage);
  const names = [...(results[0]?.answers.keys() ?? [])];
  const rows = results.map(({ probe, answers }) => [
    probe,
    ...names.map((name) => (answers.get(name) === 'takes' ? '**takes**' : (answers.get(name) ?? ''))),
  ]);
  const taken = names.map((name) => results.filter(({ answers }) => answers.get(name) === 'takes').length);
  return {
    title: 'Per push: verify, decrypt, parse, classify, key',
    text: [
      'One opened product page, from the request a framework hands over to the key that tells a retry. ' +
        'Processor time; all candidates in turns in one process, bundled and minified as deployed. ' +
        'This receiver also checks age, AppID, padding, form and repeated names, and classifies; the floors ' +
        'check nothing but the signature. Peers get their key made as Weixin advises, FromUserName + CreateTime.',
      ...parts,
      'Each probe is a push that should not be taken. Frameworks give a parameter that stands twice as a list.',
      table(['probe', ...names], [...rows, ['pushes wrongly taken', ...taken]]),
    ].join('\n\n'),
  };
}

function timesTable(mode: Mode, { times, ours, peers, parserFloor, expressionFloor }: PushTimes): string {
  const of = (name: string) => times.get(name) ?? [];
  const median = (name: string) => summarize(of(name)).median;
  const [fastest = ours] = peers.toSorted((one, other) => median(one) - median(other));
  const rows = [ours, ...peers, parserFloor, expressionFloor].map((name) => [
    name,
    spread(summarize(of(name))),
    spread(summarize(ratios(of(name), of(ours)))),
    spread(summarize(ratios(of(name), of(parserFloor)))),
  ]);
  const overPeer = summarize(ratios(of(ours), of(fastest))).median;
  const overFloor = summarize(ratios(of(ours), of(parserFloor))).median;
  return [
    `### ${mode === 'plain' ? 'Plain' : 'Encrypted (secure mode)'}`,
    table(['', 'µs a push', '× this receiver', '× parser floor'], rows),
    `Goal: at most 1.0 × the fastest peer (${fastest}): ${digits(overPeer)} ×, ${verdict(overPeer <= 1)}. ` +
      `Goal: at most ${mostOverParserFloor} × the parser floor: ${digits(overFloor)} ×, ${verdict(overFloor <= mostOverParserFloor)}.`,
  ].join('\n\n');
}
