import { fork } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { functionEnvironment } from '../../lib/local/functions/function-environment.ts';
import type { LocalFunction } from '../../lib/local/functions/local-function.ts';
import type { LocalRun } from '../../lib/local/local-run.ts';
import { bundle } from '../bundle.ts';
import type { FunctionRun, FunctionRunPlan } from './function-run.ts';

/** The run's function of this name in its log group: `callback`, `user-scan-product`, `on-all`. */
export function functionOf(run: LocalRun, name: string): LocalFunction {
  const found = run.functions.all.find(({ definition }) => definition.logGroupName.endsWith(`-${name}`));
  if (found === undefined) throw new Error(`no function ${name} runs`);
  return found;
}

/** Has a function handle events in a process of its own, which reaches AWS where the run has it. */
export async function runFunction(
  { definition }: LocalFunction,
  run: LocalRun,
  plan: FunctionRunPlan,
): Promise<FunctionRun> {
  const { file } = await bundle('bench/bill/function-run.ts');
  const child = fork(file, [pathToFileURL(definition.handler.file).href], {
    env: { PATH: process.env.PATH ?? '', ...functionEnvironment(definition, run.awsEndpoint) },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(plan);
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
  const [measured]: FunctionRun[] = await Promise.race([once(child, 'message'), failed]);
  if (measured === undefined) throw new Error('nothing was measured');
  return measured;
}
