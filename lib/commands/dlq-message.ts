import { shortOpenid } from '../../functions/runtime/short-openid.ts';
import type { HeldMessage } from '../dead-letters/held-message.ts';

/** A message for the eyes: one line of what it is, or JSON with the openid in full. */
export function describeMessage(message: HeldMessage, asJson: boolean): string {
  const { messageId, content, receiveCount, sentAt, redrives } = message;
  if (asJson) return `${JSON.stringify({ messageId, receiveCount, sentAt, redrives, ...content })}\n`;
  const history = `received ${receiveCount} times, sent ${sentAt.toISOString()}, moved back ${redrives} times`;
  return `${messageId}  ${whatItSays(message)}\n  ${history}\n`;
}

function whatItSays({ content, body }: HeldMessage): string {
  if (content.kind === 'unreadable')
    return `unreadable (${content.problem}): ${JSON.stringify(body.slice(0, 300))}`;
  const { Event, FromUserName, CreateTime, KeyStandard, KeyStr } = content.event;
  return `${Event} ${KeyStandard} ${KeyStr}, openid ${shortOpenid(FromUserName)}, CreateTime ${CreateTime}`;
}
