import type { Attempt } from '../weixin/deliver.ts';
import type { Fate } from './push-outcome.ts';

/** How long the local run may take to tell, in milliseconds. */
const patience = 6000;

/**
 * What became of a push to the local run, by the name its answer gave the request: the run's console has read
 * the callback's log. Undefined where it cannot be told.
 */
export async function readFate(callbackUrl: string, attempt: Attempt | undefined): Promise<Fate | undefined> {
  if (attempt?.outcome !== 'answered' || attempt.requestId === undefined) return undefined;
  const url = new URL('/api/pushed', callbackUrl);
  url.searchParams.set('requestId', attempt.requestId);
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(patience) });
    return fateIn(await answer.json());
  } catch {
    return undefined;
  }
}

function fateIn(answer: unknown): Fate | undefined {
  const { push } = Object(answer);
  const { outcome, reason } = Object(push);
  if (typeof outcome !== 'string') return undefined;
  return { outcome, ...(typeof reason === 'string' && { reason }) };
}
