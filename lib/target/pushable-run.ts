import { chooseRun } from './choose-run.ts';
import { currentAccount } from './current-account.ts';
import { portOf, type RunFile, readRunFiles } from './run-file.ts';

/**
 * The local run to push to, with its account as it is now: the one behind the URL, or without one the one
 * that is meant. Undefined where none is going on.
 * @throws {TargetError} where several are, and it is not said which
 */
export async function readPushableRun(url: string | undefined): Promise<RunFile | undefined> {
  const runs = await readRunFiles();
  const run = url === undefined ? meant(runs) : behind(url, runs);
  return run && { ...run, weixin: await currentAccount(run) };
}

function meant(runs: readonly RunFile[]): RunFile | undefined {
  return runs.length === 0 ? undefined : chooseRun(runs, process.env.PORT).run;
}

/** Somebody may have put a tunnel or a proxy before the only one. */
function behind(url: string, runs: readonly RunFile[]): RunFile | undefined {
  const run = runs.find((each) => String(portOf(each)) === new URL(url).port);
  return run ?? (runs.length === 1 ? runs[0] : undefined);
}
