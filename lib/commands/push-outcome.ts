import type { JournalEntry } from '../console/push-journal.ts';
import type { WeixinAccount } from '../weixin/account.ts';
import { type Attempt, isAcknowledged } from '../weixin/deliver.ts';
import { seenReply } from '../weixin/passive-reply.ts';
import type { Mode } from '../weixin/signed-push.ts';
import type { pushTexts } from '../wording/push.ts';

type Text = (typeof pushTexts)['en'];

/** What a local run's log says of the push. */
export type Fate = Pick<JournalEntry, 'outcome' | 'reason'>;

const longestExcerpt = 200;

/** One line about one attempt. */
export function describeAttempt(attempt: Attempt, text: Text): string {
  const { milliseconds } = attempt;
  if (attempt.outcome === 'failed') return text.failed(milliseconds, attempt.reason);
  return text.answered(attempt.status, describeBody(attempt.body, text), milliseconds);
}

/** What Weixin makes of the attempts, and what became of the push where that is known. */
export function describeOutcome(attempts: readonly Attempt[], fate: Fate | undefined, text: Text): string {
  if (isAcknowledged(attempts)) {
    if (isLost(fate)) return text.quarantined(fate?.reason ?? '');
    return text.became[fate?.outcome ?? ''] ?? text.acknowledged;
  }
  const last = attempts.at(-1);
  const advice = last?.outcome === 'answered' ? text.adviceByStatus[last.status] : undefined;
  return advice ?? text.notAcknowledged;
}

/** What the follower gets to see of the answer; undefined where that is nothing. */
export function describeReply(
  attempt: Attempt | undefined,
  account: WeixinAccount,
  mode: Mode,
  text: Text,
): string | undefined {
  if (attempt?.outcome !== 'answered' || !attempt.acknowledged) return undefined;
  const reply = seenReply(attempt.body, account, mode);
  if (reply === undefined) return undefined;
  return 'said' in reply ? text.reply(JSON.stringify(reply.said)) : text.unreadableReply(reply.problem);
}

/** Whether the push will not be counted although it was to be: an answer does not tell. */
export function isLost(fate: Fate | undefined): boolean {
  return fate?.outcome === 'quarantined';
}

function describeBody(body: string, text: Text): string {
  if (body === '') return text.emptyBody;
  // As JSON: what came back may hold line feeds and control characters.
  const shown =
    body.length > longestExcerpt ? `${JSON.stringify(body.slice(0, longestExcerpt))}…` : JSON.stringify(body);
  return text.body(shown);
}
