/** Events of a small shop over the last sixty days: the same ones each time, but for the day they end on. */
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';

const hour = 60 * 60;
const day = 24 * hour;
const days = 60;
// China has one time zone and no summer time.
const chinaOffset = 8 * hour;
const account = 'gh_4e47c9c9ecad';
/** Country, province and city as users of several languages have them in their profiles, and a RegionCode. */
const places = [
  ['中国', '广东', '广州', '440105'],
  ['中国', '浙江', '杭州', '330106'],
  ['China', 'Guangdong', 'Shenzhen', '440305'],
  ['中国', '北京', '海淀', '110108'],
  ['中国', '四川', '成都', '510107'],
  ['中国', '上海', '浦东新区', '310115'],
  ['中国', '湖北', '武汉', '420106'],
  ['中国', '陕西', '西安', '610113'],
  ['中國', '廣東', '深圳', '440305'],
  ['中国', '江苏', '南京', '320106'],
  ['中国', '山东', '济南', '370102'],
  ['China', 'Sichuan', 'Chengdu', '510107'],
  ['中国', '河南', '郑州', '410105'],
  ['中国', '福建', '厦门', '350203'],
  ['中国香港', '', '', '810000'],
  ['日本', '东京', '', ''],
  ['', '', '', '650102'],
  ['中国', '黑龙江', '哈尔滨', '230102'],
] as const;

/** The merchant's marks, and how many of their openings end in a follow. */
const channels = [
  ['poster-metro', 0.34],
  ['shelf-A', 0.12],
  ['', 0.08],
  ['双十一海报', 0.28],
  ['box-inside', 0.41],
  ['shelf-B', 0.1],
  ['wechat-article-2026-10', 0.2],
  ['门店台卡', 0.24],
] as const;

export const shopProducts = [
  '6901481811083',
  '6954767461373',
  '6920459950180',
  '6902083886455',
  '6921168509256',
  '6907992500133',
  '6923644283582',
  '6901028075831',
].map((KeyStr) => ({ KeyStandard: 'ean13', KeyStr }));

export function openidOf(visitor: number): string {
  return `okkeXs1nI-xU4ql8-${String(visitor).padStart(11, '0')}`;
}

/**
 * About so many openings, and what follows from them.
 * @param now seconds since 1970
 */
export function shopEvents(openings: number, now: number): readonly WeixinEvent[] {
  const chance = seeded(20240131);
  const events: WeixinEvent[] = [];
  for (let index = 0; index < openings; index += 1) {
    // Squared: popular products, recent days and returning visitors come up more often.
    const product = shopProducts[Math.floor(chance() ** 1.7 * shopProducts.length)] ?? {
      KeyStandard: '',
      KeyStr: '',
    };
    const at = atOpeningHours(now - 60 - Math.floor(chance() ** 1.2 * days * day), now, chance);
    const visitor = Math.floor(chance() * openings * 0.6);
    const [Country, Province, City, RegionCode] =
      places[Math.floor(chance() ** 1.6 * places.length)] ?? places[0];
    const common = { ...product, ToUserName: account, FromUserName: openidOf(visitor) };
    const when = (seconds: number) => ({ CreateTime: String(at + seconds) });
    const [ExtInfo, follows] = channels[Math.floor(chance() ** 1.3 * channels.length)] ?? channels[0];
    const Sex = String(1 + Math.floor(chance() * 2.1) - (chance() < 0.1 ? 1 : 0));
    const Scene = chance() < 0.7 ? '1' : '2';
    events.push(
      sampleEvent('user_scan_product', {
        ...common,
        ...when(0),
        Country,
        Province,
        City,
        Sex: Sex === '3' ? '0' : Sex,
        Scene,
        ExtInfo,
      }),
    );
    if (RegionCode !== '' && chance() < 0.75)
      events.push(sampleEvent('user_scan_product_async', { ...common, ...when(2), RegionCode, ExtInfo }));
    if (chance() < 0.42)
      events.push(sampleEvent('user_scan_product_enter_session', { ...common, ...when(20), ExtInfo }));
    if (chance() < follows) {
      const Scene = chance() < 0.8 ? 'scanbarcode' : 'scanimage';
      events.push(sampleEvent('subscribe', { ...common, ...when(30), Scene, ExtInfo }));
    }
  }
  return [...events, ...reviews(now)];
}

/** The same day at an hour when people shop, where that hour has come: at noon and in the evening most of all. */
function atOpeningHours(at: number, now: number, chance: () => number): number {
  const midnight = Math.floor((at + chinaOffset) / day) * day - chinaOffset;
  const peak = chance() < 0.4 ? 12 : 20;
  const spread = (chance() + chance() + chance() - 1.5) * 4;
  const moved = midnight + Math.floor((peak + spread) * hour);
  return moved < now - 60 ? moved : at;
}

function reviews(now: number): readonly WeixinEvent[] {
  return shopProducts.slice(0, -1).flatMap((product, index) => {
    const common = { ...product, ToUserName: account };
    const at = (ago: number) => ({ CreateTime: String(now - ago * day) });
    const refused = sampleEvent('user_scan_product_verify_action', {
      ...common,
      ...at(29),
      Result: 'verify_not_pass',
      ReasonMsg: '主图不清晰，请重新上传',
    });
    const passed = sampleEvent('user_scan_product_verify_action', { ...common, ...at(27) });
    if (index === 3) return [refused];
    return index % 3 === 0 ? [refused, passed] : [passed];
  });
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
