import { productFields } from '../../functions/model/event-type.ts';
import { fieldOf } from '../../functions/model/event-types.ts';
import { printable } from '../../functions/model/plain-text.ts';
import { shortOpenid } from '../../functions/runtime/short-openid.ts';
import type { LastError } from '../../functions/workers/engine/note-last-errors.ts';
import type { HeldMessage } from '../dead-letters/held-message.ts';
import type { dlqTexts } from '../wording/dlq.ts';
import { timeOf } from '../wording/moment.ts';

type Text = (typeof dlqTexts)['en'];

/** Characters of an unreadable message; `--json` has all of it. */
const longestExcerpt = 1000;

/** A message as JSON on one line, with the openid in full. */
export function messageJson(message: HeldMessage, lastError: LastError | undefined): string {
  const { messageId, content, tries, sentAt, redrives } = message;
  return `${JSON.stringify({ messageId, tries, sentAt, redrives, ...lastError, ...content })}\n`;
}

/** A message for the eyes: what it is, what became of it and why. */
export function describeMessage(
  message: HeldMessage,
  lastError: LastError | undefined,
  timeZone: string,
  text: Text,
): string {
  const { messageId, content, tries, sentAt, redrives } = message;
  const tried = content.kind === 'published' ? text.handlerTried : text.tried;
  const history = [
    text.history(timeOf(sentAt.toISOString(), timeZone), redrives),
    ...(tries > 0 ? [tried(tries)] : []),
  ];
  const lines = [
    `${messageId}  ${whatItSays(message, text)}`,
    history.join(', '),
    ...whyItIsHere(message, lastError, timeZone, text),
  ];
  return `${lines.join('\n  ')}\n`;
}

function whatItSays({ content, body }: HeldMessage, text: Text): string {
  if (content.kind === 'unreadable') return text.unreadable(content.problem, excerpt(content.raw ?? body));
  const { event } = content;
  const what = [event.Event, ...productFields.map((field) => fieldOf(event, field))].filter(Boolean);
  return text.content(printable(what.join(' ')), shortOpenid(event.FromUserName), event.CreateTime);
}

/** The beginning of a text on one line. */
function excerpt(text: string): string {
  return printable(text.slice(0, longestExcerpt).replace(/\s+/g, ' '));
}

function whyItIsHere(
  { content }: HeldMessage,
  lastError: LastError | undefined,
  timeZone: string,
  text: Text,
): string[] {
  if (content.kind === 'unreadable') return [];
  if (content.kind === 'published') return [text.seeHandlerLog];
  if (content.quarantinedFor !== undefined) return [text.quarantinedFor(content.quarantinedFor)];
  if (lastError === undefined) return [text.noLastError];
  return [text.lastError(lastError.lastError, timeOf(lastError.lastErrorAt, timeZone))];
}
