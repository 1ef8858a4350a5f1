/** Events of a small shop over the last month: the same ones each time, but for the day they end on. */
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';

const day = 24 * 60 * 60;
const account = 'gh_4e47c9c9ecad';
const places = [
  ['广东', '广州', '440105'],
  ['浙江', '杭州', '330106'],
  ['北京', '海淀', '110108'],
  ['四川', '成都', '510107'],
  ['上海', '浦东新区', '310115'],
  ['湖北', '武汉', '420106'],
  ['陕西', '西安', '610113'],
  ['广东', '深圳', '440305'],
] as const;
const extInfos = ['', 'shelf-A', 'poster', '双十一'];

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
    const at = now - 60 - Math.floor(chance() ** 1.3 * 30 * day);
    const visitor = Math.floor(chance() * openings * 0.6);
    const [Province, City, RegionCode] = places[Math.floor(chance() ** 1.6 * places.length)] ?? places[0];
    const common = { ...product, ToUserName: account, FromUserName: openidOf(visitor) };
    const when = (seconds: number) => ({ CreateTime: String(at + seconds) });
    const ExtInfo = extInfos[Math.floor(chance() * extInfos.length)] ?? '';
    const Sex = String(1 + Math.floor(chance() * 2.1) - (chance() < 0.1 ? 1 : 0));
    const Scene = chance() < 0.7 ? '1' : '2';
    events.push(
      sampleEvent('user_scan_product', {
        ...common,
        ...when(0),
        Province,
        City,
        Sex: Sex === '3' ? '0' : Sex,
        Scene,
        ExtInfo,
      }),
    );
    if (chance() < 0.75)
      events.push(sampleEvent('user_scan_product_async', { ...common, ...when(2), RegionCode, ExtInfo }));
    if (chance() < 0.42)
      events.push(sampleEvent('user_scan_product_enter_session', { ...common, ...when(20), ExtInfo }));
    if (chance() < 0.2) {
      const Scene = chance() < 0.8 ? 'scanbarcode' : 'scanimage';
      events.push(sampleEvent('subscribe', { ...common, ...when(30), Scene, ExtInfo }));
    }
  }
  return [...events, ...reviews(now)];
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
