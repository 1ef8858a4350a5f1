import { createHash } from 'node:crypto';
import { isProductEvent, type WeixinEvent } from '../model/event-types.ts';
import { claimKey } from '../model/events-table.ts';
import { escapePart } from '../model/key-text.ts';

/** An event as it is published: a CloudEvent (CloudEvents 1.0, JSON event format). */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** The same however often the event is published: the key by which who receives it tells copies. */
  readonly id: string;
  /** The account: the ToUserName of the push, percent-encoded as a URI reference has to be. */
  readonly source: string;
  readonly type: `weixin.${WeixinEvent['Event']}`;
  /** The product, `KeyStandard#KeyStr`, both with `#` and `%` percent-encoded; absent where there is none. */
  readonly subject?: string;
  /** CreateTime, as RFC 3339 writes it. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** Weixin's fields, each the text that was pushed. */
  readonly data: WeixinEvent;
}

/** What an event looks like to whoever is subscribed. */
export function cloudEventOf(event: WeixinEvent): CloudEvent {
  return {
    specversion: '1.0',
    id: idOf(event),
    source: encodeURIComponent(event.ToUserName.toWellFormed()),
    type: `weixin.${event.Event}`,
    ...(isProductEvent(event) && { subject: [event.KeyStandard, event.KeyStr].map(escapePart).join('#') }),
    time: new Date(Number(event.CreateTime) * 1000).toISOString(),
    datacontenttype: 'application/json',
    data: event,
  };
}

/** A digest of what identifies the event: retries, copies and redrives have the same. */
function idOf(event: WeixinEvent): string {
  const { FromUserName, CreateTimeEvent } = claimKey(event);
  return createHash('sha256')
    .update(JSON.stringify([FromUserName, CreateTimeEvent]))
    .digest('base64url');
}
