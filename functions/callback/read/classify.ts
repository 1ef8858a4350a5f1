import { type EventName, isEventName, type WeixinEvent } from '../../model/event-types.ts';
import { type Fields, readEvent } from '../../model/read-event.ts';

/** What a push is: an event that is received, or something else that only gets counted under its label. */
export type Classified = { readonly kind: 'event'; readonly event: WeixinEvent } | Other;

export interface Other {
  readonly kind: 'other';
  readonly label: string;
}

/**
 * Tells the events that are received from everything else an Official Account receives on its one callback URL.
 * @throws {UnreadableEventError} where it looks like one and lacks what makes it one
 */
export function classify(fields: Fields): Classified {
  const kind = kindOf(fields);
  if (kind.kind === 'other') return kind;
  const ownFields = kind.name === 'subscribe' ? followFields(fields) : fields;
  return { kind: 'event', event: readEvent(kind.name, ownFields) };
}

/** What a push is whose head says that it is none, whatever stands behind; undefined otherwise. */
export function otherByHead(head: Fields): Other | undefined {
  const kind = kindOf(head);
  return kind.kind === 'other' && isDecided(head) ? kind : undefined;
}

/** Whether no field behind those of the head can change what the push is. */
function isDecided(head: Fields): boolean {
  const { MsgType, Event, EventKey } = Object.fromEntries(head);
  if (MsgType !== 'event') return MsgType !== undefined;
  return Event === 'subscribe' ? EventKey !== undefined : Event !== undefined;
}

function kindOf(fields: Fields): Other | { readonly kind: 'event'; readonly name: EventName } {
  const messageType = fields.get('MsgType') ?? 'event';
  const name = fields.get('Event') ?? '';
  if (messageType !== 'event') return { kind: 'other', label: labelOf(messageType) };
  if (!isEventName(name)) return { kind: 'other', label: `event ${labelOf(name)}` };
  if (name === 'subscribe' && !isProductEventKey(eventKeyOf(fields))) {
    return { kind: 'other', label: 'event subscribe' };
  }
  return { kind: 'event', name };
}

function eventKeyOf(fields: Fields): string {
  return fields.get('EventKey') ?? '';
}

/** A name as the log shows it: nobody reads a whole text there. */
function labelOf(name: string): string {
  return /^\w{1,64}$/.test(name) ? name : 'other';
}

const productScenes = ['scanbarcode', 'scanimage'];
const otherPrefixes = ['qrscene_', 'last_trade_no_'];

/** EventKey of a product follow is `scene|keystandard|keystr|extinfo`, of an open set of scenes. */
function isProductEventKey(eventKey: string): boolean {
  const parts = eventKey.split('|');
  if (productScenes.includes(parts[0] ?? '')) return true;
  return parts.length >= 3 && !otherPrefixes.some((prefix) => eventKey.startsWith(prefix));
}

/** Cuts EventKey at its first three `|`: ExtInfo is the merchant's and may hold more of them. */
function followFields(fields: Fields): Fields {
  const [scene = '', keyStandard = '', keyStr = '', ...extInfo] = eventKeyOf(fields).split('|');
  return new Map([
    ...fields,
    ['Scene', scene],
    ['KeyStandard', keyStandard],
    ['KeyStr', keyStr],
    ['ExtInfo', extInfo.join('|')],
  ]);
}
