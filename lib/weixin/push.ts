import type { WeixinEvent } from '../../functions/model/event-types.ts';
import type { Fields } from '../../functions/model/read-event.ts';
import { type ChatChanges, chatMessage } from './chat.ts';
import { type Format, pushFields, render } from './render.ts';

/** What Weixin has to say, before it is signed and encrypted. */
export interface Push {
  readonly body: Buffer;
  readonly format: Format;
  /** The Official Account's original ID, which stands in clear beside what is encrypted. */
  readonly toUserName: string;
  /** The user, repeated in the query. @default none */
  readonly openid?: string;
}

/** The push of a product event. */
export function eventPush(event: WeixinEvent, format: Format = 'xml'): Push {
  return fieldsPush(pushFields(event), format);
}

/** The push of anything else, such as a chat message, from its elements. */
export function fieldsPush(fields: Fields, format: Format = 'xml'): Push {
  const openid = fields.get('FromUserName');
  return {
    body: Buffer.from(render(fields, format)),
    format,
    toUserName: fields.get('ToUserName') ?? '',
    ...(openid ? { openid } : {}),
  };
}

/** The push of a follower's chat message. */
export function chatPush(changes: ChatChanges = {}, format: Format = 'xml'): Push {
  return fieldsPush(new Map(Object.entries(chatMessage(changes))), format);
}

/** A push of exactly these bytes, readable or not. */
export function rawPush(body: string | Uint8Array): Push {
  const bytes = Buffer.from(body);
  const format = /^\s*\{/.test(bytes.toString()) ? 'json' : 'xml';
  return { body: bytes, format, toUserName: 'gh_0123456789ab' };
}
