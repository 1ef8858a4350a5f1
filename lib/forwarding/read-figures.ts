import type { ForwardingFigures } from '../../functions/insights/answers.ts';
import { outputs } from '../target/outputs.ts';
import type { Target } from '../target/target.ts';

/** How long a local run may take to tell, in milliseconds. */
const patience = 3000;

/**
 * How forwarding goes: of a local run since it began, of a deployed stack in the last 24 hours, as its callback
 * function's log says. Undefined where nothing is forwarded, or nobody tells.
 */
export async function readForwarding(
  { outputs: found }: Pick<Target, 'outputs'>,
  stack: string | undefined,
): Promise<ForwardingFigures | undefined> {
  if (found[outputs.forwardUrl] === undefined) return undefined;
  if (stack === undefined) return ofLocalRun(found[outputs.callbackUrl] ?? '');
  // Loaded where it is needed: few stacks forward.
  const { figuresInLog } = await import('./figures-in-log.ts');
  return figuresInLog(stack);
}

/** The run's console has read the callback's log. */
async function ofLocalRun(callbackUrl: string): Promise<ForwardingFigures | undefined> {
  try {
    const answer = await fetch(new URL('/api/pipeline', callbackUrl), {
      signal: AbortSignal.timeout(patience),
    });
    return Object(await answer.json()).forwarding;
  } catch {
    return undefined;
  }
}
