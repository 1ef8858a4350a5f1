import { defineEventTypes, type EventType, envelopeFields, productFields } from './event-type.ts';

/**
 * Weixin's events that are received, in the order of a visit: the one list from which the types, the queues,
 * the workers, their permissions and alarms, the counters, reports, page rows and simulated pushes are
 * derived. A new event type is a new entry here, a worker file, a fixture and a test. A browser loads
 * this file too.
 */
export const eventTypes = defineEventTypes({
  user_scan_product: {
    meaning: { en: 'product homepage opened', zh: '打开商品主页' },
    fields: [...productFields, 'Country', 'Province', 'City', 'Sex', 'Scene', 'ExtInfo'],
    required: productFields,
    identity: [...productFields, 'Scene', 'ExtInfo'],
    counter: { name: 'opened', letter: 'o', title: { en: 'Opened', zh: '打开' } },
    visits: true,
    breakdowns: {
      scene: {
        title: { en: 'Opened from', zh: '打开来源' },
        letter: 's',
        of: ['Scene'],
        meanings: {
          1: { en: 'scanned', zh: '扫码' },
          2: { en: 'elsewhere: chat, favourites, moments', zh: '其他（会话、收藏、朋友圈等）' },
        },
      },
      sex: {
        title: { en: 'Sex', zh: '性别' },
        letter: 'x',
        of: ['Sex'],
        meanings: {
          0: { en: 'unknown', zh: '未知' },
          1: { en: 'male', zh: '男' },
          2: { en: 'female', zh: '女' },
        },
      },
      place: {
        title: { en: 'Place in the profile', zh: '资料中的地区' },
        letter: 'p',
        of: ['Country', 'Province'],
      },
    },
    batching: { size: 100, windowSeconds: 5, concurrency: 60 },
    sample: {
      ToUserName: 'gh_4e47c9c9ecad',
      FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
      CreateTime: '1438250110',
      KeyStandard: 'ean13',
      KeyStr: '6901481811083',
      Country: '中国',
      Province: '广东',
      City: '揭阳',
      Sex: '1',
      Scene: '2',
      ExtInfo: '123',
    },
  },
  user_scan_product_enter_session: {
    meaning: { en: 'account entered from a product homepage', zh: '从商品主页进入公众号' },
    fields: [...productFields, 'ExtInfo'],
    required: productFields,
    identity: [...productFields, 'ExtInfo'],
    counter: { name: 'entered', letter: 'e', title: { en: 'Entered', zh: '进入公众号' } },
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
    sample: {
      ToUserName: 'gh_fbe8a958756e',
      FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
      CreateTime: '1433259128',
      KeyStandard: 'ena13',
      KeyStr: '6954767461373',
      ExtInfo: '',
    },
  },
  subscribe: {
    meaning: { en: 'account followed from a product homepage', zh: '从商品主页关注公众号' },
    fields: [...productFields, 'Scene', 'ExtInfo'],
    required: productFields,
    identity: [...productFields, 'Scene', 'ExtInfo'],
    counter: { name: 'followed', letter: 'f', title: { en: 'Followed', zh: '关注' } },
    breakdowns: {
      followScene: {
        title: { en: 'Followed from', zh: '关注来源' },
        letter: 's',
        of: ['Scene'],
        meanings: {
          scanbarcode: { en: 'barcode scanned', zh: '扫条码' },
          scanimage: { en: 'picture scanned', zh: '扫封面' },
        },
      },
    },
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
    sample: {
      ToUserName: 'gh_fbe8a958756e',
      FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
      CreateTime: '1433259128',
      KeyStandard: 'keystandard',
      KeyStr: 'keystr',
      Scene: 'scanbarcode',
      ExtInfo: '',
    },
  },
  user_scan_product_async: {
    meaning: { en: 'location of a visitor arrived', zh: '收到访客的位置' },
    fields: [...productFields, 'ExtInfo', 'RegionCode'],
    required: productFields,
    identity: [...productFields, 'ExtInfo', 'RegionCode'],
    counter: { name: 'located', letter: 'l', title: { en: 'Located', zh: '定位' } },
    breakdowns: {
      region: {
        title: { en: 'Located in (RegionCode)', zh: '定位地区（行政区划代码）' },
        letter: 'r',
        of: ['RegionCode'],
        // GB/T 2260: the province.
        accountCharacters: 2,
      },
    },
    batching: { size: 25, windowSeconds: 2, concurrency: 10 },
    sample: {
      ToUserName: 'gh_fbe8a958756e',
      FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
      CreateTime: '1434541327',
      KeyStandard: 'qrcode',
      KeyStr: 'lincolntest2',
      ExtInfo: '123',
      RegionCode: '440105',
    },
  },
  user_scan_product_verify_action: {
    meaning: { en: 'product reviewed by Weixin', zh: '微信审核商品' },
    fields: [...productFields, 'Result', 'ReasonMsg'],
    required: [...productFields, 'Result'],
    identity: [...productFields, 'Result'],
    batching: { size: 10, windowSeconds: 0, concurrency: 2 },
    sample: {
      ToUserName: 'gh_404e58ec528e',
      FromUserName: 'od_ikt8qi21-hVTtYgm8xSfTLH5w',
      CreateTime: '1450429257',
      KeyStandard: 'ean13',
      KeyStr: '6901481811083',
      Result: 'verify_ok',
      ReasonMsg: '',
    },
  },
  unsubscribe: {
    meaning: { en: 'account unfollowed', zh: '取消关注公众号' },
    fields: [],
    required: [],
    identity: [],
    counter: { name: 'left', letter: 'q', title: { en: 'Left', zh: '取关' } },
    forgets: true,
    batching: { size: 10, windowSeconds: 0, concurrency: 2 },
    sample: {
      ToUserName: 'gh_4e47c9c9ecad',
      FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
      CreateTime: '1438250110',
    },
  },
});

type EventTypes = typeof eventTypes;

/** Weixin's name of an event that is received, as in the element `Event`. */
export type EventName = keyof EventTypes;

/** Names of events that are a product's. */
export type ProductEventName = {
  [Name in EventName]: 'KeyStr' extends EventTypes[Name]['fields'][number] ? Name : never;
}[EventName];

type FieldOf<Name extends EventName> = (typeof envelopeFields)[number] | EventTypes[Name]['fields'][number];

type EventNamed<Name extends EventName> = {
  readonly Event: Name;
} & { readonly [Field in FieldOf<Name>]: string };

/**
 * One event under Weixin's own field names, every value the string that was pushed. CreateTime is in
 * seconds since 1970. A follow (`subscribe`) has its EventKey taken apart into Scene, KeyStandard, KeyStr
 * and ExtInfo.
 */
export type WeixinEvent<Name extends EventName = EventName> = {
  [Each in Name]: EventNamed<Each>;
}[Name];

/** An event of a product. */
export type ProductEvent = WeixinEvent<ProductEventName>;

export const eventNames = Object.keys(eventTypes) as readonly EventName[];

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(eventTypes, name);
}

/** An event's entry, where only what all types may have is of interest. */
export function eventType(name: EventName): EventType {
  return eventTypes[name];
}

/** The value of a field; the empty string where the event's type has no such field. */
export function fieldOf(event: WeixinEvent, field: string): string {
  const values: Readonly<Record<string, string>> = event;
  return Object.hasOwn(values, field) ? (values[field] ?? '') : '';
}

/** All of Weixin's fields of an event. */
export function fieldsOf(name: EventName): readonly string[] {
  return [...envelopeFields, ...eventTypes[name].fields];
}

export function isProductEventName(name: EventName): name is ProductEventName {
  return eventType(name).fields.includes('KeyStr');
}

export function isProductEvent(event: WeixinEvent): event is ProductEvent {
  return isProductEventName(event.Event);
}

/** The event's name where AWS and the file system want dashes: `user-scan-product`. */
export function dashedName(name: EventName): string {
  return name.replaceAll('_', '-');
}
