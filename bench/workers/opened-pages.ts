import { createHash } from 'node:crypto';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { provinces } from '../../functions/model/regions.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';

export type OpenedPage = WeixinEvent<'user_scan_product'>;

/** How the events of a measurement are spread; each one measured is another user's. */
export interface Spread {
  readonly batchSize: number;
  /** Products in turn. Infinity: each event is the first of its product. */
  readonly products: number;
  /**
   * How many events of the same day came before, and that they and those measured are of a whole country, of
   * all hours and of thirty ExtInfo.
   * @default each product was seen, and all events say the same
   */
  readonly earlier?: number;
}

const secondsOfDay = 24 * 60 * 60;
const secondsAhead = 8 * 60 * 60;
const eventsOfSecond = 100;
/** Events before these are those that came before. */
const firstMeasured = 1_000_000;
/** What came before is of fewer users, which takes less time and leaves the same statistics. */
const earlierEventsOfUser = 20;

/** The batches that come before those measured. */
export function earlierBatches(spread: Spread): OpenedPage[][] {
  const { batchSize, products } = spread;
  const events = spread.earlier ?? (Number.isFinite(products) ? products : 1);
  const eventsOfUser = spread.earlier === undefined ? 1 : earlierEventsOfUser;
  return Array.from({ length: Math.ceil(events / batchSize) }, (_none, batch) =>
    batchOf(spread, batch * batchSize, (place) => Math.floor(place / eventsOfUser)),
  );
}

/** One of the batches that are measured, counted from 0. */
export function measuredBatch(spread: Spread, batch: number): OpenedPage[] {
  return batchOf(spread, firstMeasured + batch * spread.batchSize, (place) => place);
}

function batchOf(
  { batchSize, products, earlier }: Spread,
  from: number,
  userOf: (place: number) => number,
): OpenedPage[] {
  const noon = yesterday() + secondsOfDay / 2;
  return Array.from({ length: batchSize }, (_none, inBatch) => {
    const place = from + inBatch;
    return sampleEvent('user_scan_product', {
      FromUserName: `okkeXs1nI-xU4ql8-5BX${String(userOf(place)).padStart(8, '0')}`,
      CreateTime: String(noon + Math.floor(place / eventsOfSecond)),
      KeyStr: String(6_901_481_000_000 + (place % products)),
      ...(earlier !== undefined && anybody(place)),
    });
  });
}

/** Yesterday's 0 o'clock in China, in Unix seconds: a day that the listing keeps apart. */
function yesterday(): number {
  const today = Math.floor((Date.now() / 1000 + secondsAhead) / secondsOfDay);
  return (today - 1) * secondsOfDay - secondsAhead;
}

const places = [
  ...Object.values(provinces).map(({ zh }) => ({ Country: '中国', Province: zh })),
  { Country: '', Province: '' },
  { Country: '美国', Province: '加利福尼亚' },
  { Country: 'Australia', Province: 'New South Wales' },
  { Country: '日本', Province: '东京' },
];
const extInfos = Array.from({ length: 30 }, (_none, place) => `shelf-${place}`);

/** What an event says when it may be anybody's: the same for the same place, the first of each list most often. */
function anybody(place: number): Partial<OpenedPage> {
  const random = createHash('sha256').update(String(place)).digest();
  const chance = (nth: number) => random.readUInt32BE(4 * nth) / 2 ** 32;
  const often = <Item>(items: readonly Item[], nth: number) =>
    items[Math.floor(items.length * chance(nth) ** 2)] as Item;
  return {
    ...often(places, 0),
    Sex: often(['0', '1', '2'], 1),
    Scene: often(['2', '1'], 2),
    ExtInfo: often(extInfos, 3),
    CreateTime: String(yesterday() + Math.floor(secondsOfDay * chance(4))),
  };
}
