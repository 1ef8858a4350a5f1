/**
 * Weixin's product events: the one list from which the types, the queues, the workers, their
 * permissions and their alarms are derived. A new event type is a new entry here and a worker file.
 */

export interface Batching {
  readonly size: number;
  readonly windowSeconds: number;
  readonly concurrency: number;
}

interface EventType {
  /** What happened, in the merchant's words. */
  readonly meaning: string;
  /** Weixin's fields beyond the identity; absent in a push means the empty string. */
  readonly fields: readonly string[];
  /** Fields without which the event says nothing: a push that lacks one is unreadable. */
  readonly required?: readonly string[];
  /** Its user becomes a visitor of the product that day. @default it does not */
  readonly visits?: boolean;
  /** How its worker is fed: messages at most per batch, how long to wait for more, workers at once. */
  readonly batching: Batching;
}

export const eventTypes = {
  user_scan_product: {
    meaning: 'product homepage opened',
    fields: ['Country', 'Province', 'City', 'Sex', 'Scene', 'ExtInfo'],
    visits: true,
    batching: { size: 100, windowSeconds: 5, concurrency: 20 },
  },
  subscribe: {
    meaning: 'account followed from a product homepage',
    fields: ['Scene', 'ExtInfo'],
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
  },
  user_scan_product_enter_session: {
    meaning: 'account entered from a product homepage',
    fields: ['ExtInfo'],
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
  },
  user_scan_product_async: {
    meaning: 'location of a visitor arrived',
    fields: ['ExtInfo', 'RegionCode'],
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
  },
  user_scan_product_verify_action: {
    meaning: 'product reviewed by Weixin',
    fields: ['Result', 'ReasonMsg'],
    required: ['Result'],
    batching: { size: 10, windowSeconds: 0, concurrency: 2 },
  },
} as const satisfies Record<string, EventType>;

/** Weixin's name of a product event, as in the element `Event`. */
export type EventName = keyof typeof eventTypes;

/** What every product event carries, and what tells one from another. */
export const identityFields = ['ToUserName', 'FromUserName', 'CreateTime', 'KeyStandard', 'KeyStr'] as const;

type FieldOf<Name extends EventName> =
  | (typeof identityFields)[number]
  | (typeof eventTypes)[Name]['fields'][number];

type EventNamed<Name extends EventName> = {
  readonly Event: Name;
} & { readonly [Field in FieldOf<Name>]: string };

/**
 * One product event under Weixin's own field names, every value the string that was pushed.
 * CreateTime is in seconds since 1970. A follow (`subscribe`) has its EventKey taken apart into Scene,
 * KeyStandard, KeyStr and ExtInfo.
 */
export type WeixinEvent<Name extends EventName = EventName> = {
  [Each in Name]: EventNamed<Each>;
}[Name];

export const eventNames = Object.keys(eventTypes) as readonly EventName[];

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(eventTypes, name);
}

export function isVisit(name: EventName): boolean {
  const { visits = false }: EventType = eventTypes[name];
  return visits;
}

/** The event's name where AWS and the file system want dashes: `user-scan-product`. */
export function dashedName(name: EventName): string {
  return name.replaceAll('_', '-');
}
