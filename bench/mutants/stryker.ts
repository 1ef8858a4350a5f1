import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { stopSignal } from '../../lib/commands/stop-signal.ts';
import { keptSyntheses } from '../../test/support/global-setup.ts';
import type { StrykerReport } from './outcome.ts';
import { type RunSettings, settingsVariable } from './run-settings.ts';

const home = fileURLToPath(new URL('./', import.meta.url));

/** Where Stryker is installed: apart from what this folder imports, which is the project's. */
export const strykerFolder = join(home, 'stryker');

/** What a mutant may take beyond its tests' own time, in milliseconds, before it counts as one that never ends. */
const patience = 10_000;

/** Stryker's processes know nothing of TypeScript. */
const asModule = { bundle: true, platform: 'node', format: 'esm', logLevel: 'warning' } as const;

export class StrykerFailedError extends Error {
  override readonly name = 'StrykerFailedError';
}

/**
 * Makes the mutants of some files, in a copy of the project, and runs the tests that reach each of them.
 * @throws {StrykerFailedError} where the tests fail without a mutant, or Stryker is interrupted
 */
export async function runStryker(
  files: readonly string[],
  settings: RunSettings,
  concurrency: number,
): Promise<StrykerReport> {
  const folder = await mkdtemp(join(tmpdir(), 'mutants-'));
  const [options, report] = [join(folder, 'options.json'), join(folder, 'report.json')];
  const plugin = join(folder, 'leave-out.mjs');
  // At a mutant that never ends the process goes: its tests' stack need not be synthesized again by the next one.
  const syntheses = join(folder, 'syntheses');
  try {
    await mkdir(syntheses);
    await build({ entryPoints: [join(home, 'leave-out.ts')], outfile: plugin, ...asModule });
    await writeFile(options, JSON.stringify(optionsOf(files, { folder, plugin, report }, concurrency)));
    const stryker = spawn(
      process.execPath,
      [join(strykerFolder, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', options],
      {
        cwd: settings.project,
        env: { ...process.env, ...settingsVariable(settings), [keptSyntheses]: syntheses },
        // Its progress is for whoever waits; what the command says comes after it.
        stdio: ['ignore', process.stderr, process.stderr],
      },
    );
    stopSignal().addEventListener('abort', () => stryker.kill('SIGINT'), { once: true });
    const [exitCode, signal] = await once(stryker, 'close');
    if (exitCode !== 0) throw new StrykerFailedError(`Stryker ended with ${signal ?? exitCode}`);
    return JSON.parse(await readFile(report, 'utf8'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Paths {
  readonly folder: string;
  readonly plugin: string;
  readonly report: string;
}

function optionsOf(files: readonly string[], { folder, plugin, report }: Paths, concurrency: number) {
  return {
    mutate: files,
    testRunner: 'vitest',
    checkers: ['leave-out'],
    plugins: [join(strykerFolder, 'node_modules/@stryker-mutator/vitest-runner/dist/src/index.js'), plugin],
    // It would read tsconfig.json by TypeScript's API, which TypeScript 7 does not have.
    tsconfigFile: 'none.json',
    vitest: { configFile: 'bench/mutants/vitest.config.ts', related: false },
    coverageAnalysis: 'perTest',
    concurrency,
    timeoutMS: patience,
    tempDirName: join(folder, 'sandbox'),
    ignorePatterns: ['bench/node_modules', 'bench/mutants/stryker/node_modules'],
    reporters: ['progress-append-only', 'json'],
    jsonReporter: { fileName: report },
    // What is not killed is looked at by whoever asked, with a goal of their own.
    thresholds: { high: 100, low: 0, break: null },
    allowEmpty: true,
    warnings: { slow: false, unknownOptions: true, preprocessorErrors: true, unserializableOptions: true },
  };
}
