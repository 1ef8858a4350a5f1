import { type Attempt, isAcknowledged } from '../weixin/deliver.ts';

const longestExcerpt = 200;

/** One line about one attempt. */
export function describeAttempt(attempt: Attempt): string {
  const { milliseconds } = attempt;
  if (attempt.outcome === 'failed') return `failed after ${milliseconds} ms: ${attempt.reason}`;
  return `answered ${attempt.status}, ${describeBody(attempt.body)}, after ${milliseconds} ms`;
}

/** What Weixin makes of the attempts. */
export function describeOutcome(attempts: readonly Attempt[]): string {
  if (isAcknowledged(attempts)) return 'acknowledged';
  const last = attempts.at(-1);
  const advice = last?.outcome === 'answered' ? adviceByStatus.get(last.status) : undefined;
  return advice ?? 'not acknowledged';
}

const adviceByStatus: ReadonlyMap<number, string> = new Map([
  [403, 'refused: the receiver has another token, key or AppID, or another encryption setting'],
  [
    404,
    'not acknowledged: no receiver at this path, the callback URL ends in /weixin without a slash behind',
  ],
]);

function describeBody(body: string): string {
  if (body === '') return 'empty body';
  // As JSON: what came back may hold line feeds and control characters.
  return body.length > longestExcerpt
    ? `body ${JSON.stringify(body.slice(0, longestExcerpt))}…`
    : `body ${JSON.stringify(body)}`;
}
