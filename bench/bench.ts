import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Command, InvalidArgumentError, Option } from 'commander';
import { installPackages } from '../lib/commands/install-packages.ts';
import { bill } from './bill/bill.ts';
import { projectFolder } from './bundle.ts';
import { endToEnd } from './end-to-end/end-to-end.ts';
import { soak } from './end-to-end/soak.ts';
import { type Engines, startEngines } from './engines.ts';
import { forward } from './forward/forward.ts';
import { machine } from './machine.ts';
import { digits } from './markdown.ts';
import { notes } from './notes.ts';
import { pageWeight } from './page/page-weight.ts';
import { peersFolder } from './peers.ts';
import { perPush } from './push/per-push.ts';
import { reader } from './reader/reader.ts';
import { roundTrips } from './round-trips/round-trips.ts';
import type { Effort, Section } from './section.ts';
import { coldStart } from './start/cold-start.ts';
import { throughput } from './throughput/throughput.ts';
import { measureWorkers, type WorkerCosts, workers } from './workers/workers.ts';

const sectionNames = [
  'push',
  'start',
  'calls',
  'forward',
  'workers',
  'bill',
  'page',
  'reader',
  'end',
  'throughput',
  'soak',
] as const;

/** What measures each section, under the name `--only` takes. */
function measures(
  effort: Effort,
  soakMinutes: number,
  engines: Engines,
): Readonly<Partial<Record<(typeof sectionNames)[number], () => Promise<Section>>>> {
  let costs: Promise<WorkerCosts> | undefined;
  const workerCosts = () => {
    costs ??= measureWorkers(effort, engines);
    return costs;
  };
  return {
    push: () => perPush(effort),
    start: () => coldStart(effort, engines),
    calls: () => roundTrips(engines),
    forward: () => forward(effort, engines),
    workers: async () => workers(await workerCosts()),
    bill: async () => bill(engines, await workerCosts()),
    page: () => pageWeight(engines),
    reader: () => reader(effort, engines),
    end: () => endToEnd(effort, engines),
    throughput: () => throughput(effort, engines),
    ...(soakMinutes > 0 && { soak: () => soak(soakMinutes, engines) }),
  };
}

interface BenchOptions {
  readonly quick?: boolean;
  readonly only?: string;
  readonly soak: number;
}

/** Measures, and writes docs/benchmarks.md or prints the one section that is asked for. */
export async function bench(args: readonly string[]): Promise<void> {
  const values = benchProgram().parse(args, { from: 'user' }).opts<BenchOptions>();
  const effort: Effort = values.quick ? 'quick' : 'full';
  const startedAt = performance.now();
  await installPackages(peersFolder);
  const engines = await startEngines();
  const chosen = Object.entries(measures(effort, values.soak, engines)).filter(
    ([name]) => values.only === undefined || values.only === name,
  );
  const texts: string[] = [];
  try {
    for (const [name, measure] of chosen) {
      const sectionStartedAt = performance.now();
      const { title, text } = await measure();
      process.stderr.write(`${name}: ${digits((performance.now() - sectionStartedAt) / 1000)} s\n`);
      texts.push(`## ${title}\n\n${text}`);
    }
  } finally {
    await engines.stop();
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  if (values.only !== undefined) process.stdout.write(`${texts.join('\n\n')}\n`);
  else await writeFile(join(projectFolder, 'docs', 'benchmarks.md'), document(effort, seconds, texts));
}

function benchProgram(): Command {
  return new Command('npm run bench --')
    .description('Measures the receiver against peers, floors and the bill, and writes docs/benchmarks.md.')
    .option('--quick', 'fewer rounds: less than a minute')
    .addOption(new Option('--only <section>', 'print one section instead').choices(sectionNames))
    .option('--soak <minutes>', 'push for so long as well, and watch memory', minutes, 0);
}

function minutes(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('A whole number of minutes.');
  return Number(text);
}

function document(effort: Effort, seconds: number, texts: readonly string[]): string {
  const command = effort === 'quick' ? 'npm run bench -- --quick' : 'npm run bench';
  const heading = [
    '# Benchmarks',
    `Written by \`${command}\` in ${seconds} s. Do not edit: measure again.`,
    machine(),
    'A figure is a median, with the tenth and the ninetieth percentile in brackets. What counts is a ratio ' +
      'to a peer or a floor measured in turns with it; the absolute times are this machine’s.',
  ];
  return `${[...heading, ...texts, notes].join('\n\n')}\n`;
}
