import { inEach, type Spoken } from '../wording/language.ts';
import { targetTexts } from '../wording/target.ts';
import { portOf, type RunFile } from './run-file.ts';
import { TargetError } from './target-error.ts';

/** The port of a run that was started without saying one. */
export const defaultPort = 3000;

export interface ChosenRun<Run> {
  readonly run: Run;
  /** Which of several it is. @default it is the only one */
  readonly note?: Spoken<string>;
}

/**
 * The run a command means: the one at the port said; else the only one; of several the one at the port that
 * runs have unless another is said.
 * @param port as in the environment variable PORT
 * @throws {TargetError} where there is none, or one cannot be told from the others
 */
export function chooseRun<Run extends Pick<RunFile, 'callbackUrl'>>(
  runs: readonly Run[],
  port: string | undefined,
): ChosenRun<Run> {
  const [only, ...others] = runs;
  if (only === undefined) throw new TargetError(inEach(targetTexts, (text) => text.noLocalRun));
  const isSaid = port !== undefined && !/^0*$/.test(port);
  const run = runs.find((each) => portOf(each) === (isSaid ? Number(port) : defaultPort));
  if (isSaid) {
    if (run !== undefined) return { run };
    throw new TargetError(inEach(targetTexts, (text) => text.noneOnPort(port, portsOf(runs))));
  }
  if (others.length === 0) return { run: only };
  if (run === undefined) {
    const example = String(portOf(only));
    throw new TargetError(inEach(targetTexts, (text) => text.severalRuns(portsOf(runs), example)));
  }
  const rest = portsOf(runs.filter((each) => each !== run));
  return { run, note: inEach(targetTexts, (text) => text.readingRun(String(defaultPort), rest)) };
}

function portsOf(runs: readonly Pick<RunFile, 'callbackUrl'>[]): string {
  return runs.map(portOf).join(', ');
}
