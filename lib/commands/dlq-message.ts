import { shortOpenid } from '../../functions/runtime/short-openid.ts';
import type { LastError } from '../../functions/workers/engine/note-last-errors.ts';
import type { HeldMessage } from '../dead-letters/held-message.ts';
import { printable } from '../report/printable.ts';

/** Characters of an unreadable message; `--json` has all of it. */
const longestExcerpt = 1000;

/** A message for the eyes: what it is, what became of it and why, or JSON with the openid in full. */
export function describeMessage(
  message: HeldMessage,
  lastError: LastError | undefined,
  asJson: boolean,
): string {
  const { messageId, content, receiveCount, sentAt, redrives } = message;
  if (asJson) {
    return `${JSON.stringify({ messageId, receiveCount, sentAt, redrives, ...lastError, ...content })}\n`;
  }
  const history = `received ${receiveCount} times, sent ${sentAt.toISOString()}, moved back ${redrives} times`;
  const lines = [`${messageId}  ${whatItSays(message)}`, history, ...whyItIsHere(message, lastError)];
  return `${lines.join('\n  ')}\n`;
}

function whatItSays({ content, body }: HeldMessage): string {
  if (content.kind === 'unreadable')
    return `unreadable (${content.problem}): ${excerpt(content.raw ?? body)}`;
  const { Event, FromUserName, CreateTime, KeyStandard, KeyStr } = content.event;
  return `${Event} ${KeyStandard} ${KeyStr}, openid ${shortOpenid(FromUserName)}, CreateTime ${CreateTime}`;
}

/** The beginning of a text on one line. */
function excerpt(text: string): string {
  return printable(text.slice(0, longestExcerpt).replace(/\s+/g, ' '));
}

function whyItIsHere({ content }: HeldMessage, lastError: LastError | undefined): string[] {
  if (content.kind === 'unreadable') return [];
  if (content.quarantinedFor !== undefined)
    return [`quarantined for: ${content.quarantinedFor}; this version reads it`];
  if (lastError === undefined)
    return ["last error unknown: the worker ended before it could note one, see the worker's log"];
  return [`last error ${lastError.lastError}, ${lastError.lastErrorAt}`];
}
