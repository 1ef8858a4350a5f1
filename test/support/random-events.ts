import {
  type EventName,
  eventNames,
  eventType,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { claimKey } from '../../functions/model/events-table.ts';
import { readEvent } from '../../functions/model/read-event.ts';
import type { Random } from './random.ts';

/** Five minutes before the year 2024 begins in Shanghai, in seconds since 1970. */
const newYear = Date.UTC(2023, 11, 31, 15, 55) / 1000;

/** How often events happen, where it is not once: many look, some enter, few follow. */
const weights: Readonly<Partial<Record<EventName, number>>> = {
  user_scan_product: 8,
  user_scan_product_async: 4,
  user_scan_product_enter_session: 3,
  subscribe: 2,
};

const names = eventNames.flatMap((name) => Array<EventName>(weights[name] ?? 1).fill(name));

/** A few marks that are on most codes, and many that are on one each: more than keep their name. */
const marks = [
  ...Array.from({ length: 240 }, (_none, place) => ['', '123', '=1+1', 'shelf'][place % 4] ?? ''),
  ...Array.from({ length: 360 }, (_none, place) => `box ${place}`),
];

/** Values of Weixin's fields: usual ones, and some nobody expects. @default its sample's, none, and another */
const values: Readonly<Record<string, readonly string[]>> = {
  Country: ['中国', 'China', '', 'a/b'],
  Province: ['广东', 'Guangdong', '', '__proto__'],
  City: ['广州', 'Jieyang', ''],
  Sex: ['0', '1', '2', '9', ''],
  Scene: ['1', '2', '7', 'scanbarcode', 'scanimage', ''],
  ExtInfo: marks,
  RegionCode: ['440105', '110000', '820000', '999999', 'x', ''],
  Result: ['verify_ok', 'verify_not_pass'],
  ReasonMsg: ['', '图片不清晰', 'x'.repeat(3000)],
};

const products = [
  ['ean13', '6901481811083'],
  ['ean13', '0012345678905'],
  ['ena13', '6954767461373'],
  ['qrcode', 'lincolntest2'],
  ['qrcode', 'a#b%23|c'],
  ['qrcode', 'é'.repeat(600)],
] as const;

/** Who opens, enters and follows. */
export const openids = Array.from({ length: 8 }, (_none, place) => `openid-${place}`);

/** Different events of all types, around the turn of a year, many of one second and one user. */
export function randomEvents(random: Random, count: number): WeixinEvent[] {
  const events = new Map<string, WeixinEvent>();
  while (events.size < count) {
    const event = randomEvent(random);
    events.set(Object.values(claimKey(event)).join(' '), event);
  }
  return [...events.values()];
}

function randomEvent(random: Random): WeixinEvent {
  const name = random.pick(names);
  // One product sells better than all others.
  const [KeyStandard, KeyStr] = random.chance(0.5) ? products[0] : random.pick(products);
  // Some within the ten minutes around midnight, the others in the two days around.
  const offset = random.chance(0.5) ? random.below(600) : random.below(40 * 3600) - 20 * 3600;
  const fields = eventType(name).fields.map((field): [string, string] => [
    field,
    random.pick(values[field] ?? ['', eventType(name).sample[field] ?? '', 'x']),
  ]);
  const identity = {
    ToUserName: 'gh_4e47c9c9ecad',
    FromUserName: name === 'user_scan_product_verify_action' ? 'review-system' : random.pick(openids),
    CreateTime: String(newYear + offset),
    KeyStandard,
    KeyStr,
  };
  return readEvent(name, new Map([...fields, ...Object.entries(identity)]));
}
