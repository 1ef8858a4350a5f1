import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { totalCounters } from '../../../functions/model/counters.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import { type InsightReads, insightReads } from '../../../functions/reads/insight-reads.ts';
import type { InsightName } from '../../../functions/reads/questions.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

const openid = 'okkeXs1nI-xU4ql8-5BXkv1f0gDo';
const zone = 'Asia/Shanghai';
/** In Shanghai it is the 25th already. */
const now = new Date('2026-11-24T20:00:00.000Z');
const lastDays = 'from=2026-11-24&to=2026-11-25';
const tea = 'keyStandard=ean13&keyStr=tea';

let stores: Stores;
let insights: InsightReads;
let emptyAtFirst: unknown;
beforeAll(async () => {
  stores = await freshStores();
  vi.useFakeTimers({ toFake: ['Date'], now });
  const early = insightReads(stores, zone);
  expect(await early.reads.products.read(new URLSearchParams())).toEqual({ products: [] });
  const workplace = workplaceAt(stores.dynamodb, stores);
  for (const event of events) {
    const { failures } = await workers[event.Event]([messageOf(event)], workplace);
    expect(failures).toEqual([]);
  }
  emptyAtFirst = await early.reads.products.read(new URLSearchParams());
  await stores.sqs.send(
    new SendMessageCommand({ QueueUrl: stores.quarantineUrl, MessageBody: 'unreadable' }),
  );
  insights = insightReads(stores, zone);
  vi.useRealTimers();
});
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now }));
afterEach(() => vi.useRealTimers());
afterAll(() => stores?.stop());

/** Opened once on the 25th and twice on the 23rd, the tea; once on the 24th, the cup. */
const events: readonly WeixinEvent[] = [
  ...[
    ['tea', '2026-11-25T01:00:00'],
    ['cup', '2026-11-24T12:00:00'],
    ['tea', '2026-11-23T12:00:00'],
    ['tea', '2026-11-23T13:00:00'],
  ].map(([KeyStr = '', time]) =>
    sampleEvent('user_scan_product', { FromUserName: openid, KeyStr, CreateTime: at(time) }),
  ),
  sampleEvent('user_scan_product_verify_action', {
    KeyStr: 'tea',
    Result: 'verify_not_pass',
    ReasonMsg: '主图不清晰',
    CreateTime: at('2026-11-22T12:00:00'),
  }),
];

/** A moment on Shanghai's wall clock, in seconds. */
function at(time: string | undefined): string {
  return String(Date.parse(`${time}+08:00`) / 1000);
}

function answerTo<Name extends InsightName>(name: Name, query = '') {
  return insights.reads[name].read(new URLSearchParams(query));
}

describe('whoever asks for products', () => {
  const asked = async (query: string) =>
    (await answerTo('products', query)).products.map(({ product }) => product.keyStr);

  it.each([
    ['', ['tea', 'cup']],
    ['limit=1', ['tea']],
    ['skip=1', ['cup']],
    ['limit=1&skip=1', ['cup']],
    ['skip=2', []],
    [`${lastDays}&limit=1&skip=1`, ['cup']],
  ])('by "%s" gets those, the one with the newest event first', async (query, codes) => {
    expect(await asked(query)).toEqual(codes);
  });

  it('gets their totals, and nothing of how they are stored', async () => {
    const { products } = await answerTo('products');
    expect(products[0]).toEqual({
      product: { keyStandard: 'ean13', keyStr: 'tea', name: null },
      review: {
        result: 'verify_not_pass',
        reasonMsg: '主图不清晰',
        at: '2026-11-22T04:00:00.000Z',
      },
      totals: { ...recordOf(totalCounters, () => 0), opened: 3 },
      lastActivity: '2026-11-24T17:00:00.000Z',
    });
  });

  it('gets what happened on some days, and on as many before them or on those that are said', async () => {
    const numbers = async (query: string) =>
      (await answerTo('products', query)).products.map((row) =>
        'range' in row ? [row.range?.opened, row.before?.opened] : row,
      );
    expect(await numbers(lastDays)).toEqual([
      [1, 2],
      [1, 0],
    ]);
    expect(await numbers(`${lastDays}&beforeFrom=2026-11-24&beforeTo=2026-11-24`)).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('gets a list that is read once for all who look within two seconds', async () => {
    await answerTo('highlights', lastDays);
    const sent = vi.spyOn(stores.dynamodb, 'send');
    await answerTo('highlights', lastDays);
    expect(sent).not.toHaveBeenCalled();
    sent.mockRestore();
  });

  it('is not told for seconds that there is none, when the first event has just arrived', () => {
    expect(emptyAtFirst).toMatchObject({ products: [{}, {}] });
  });
});

describe('whoever asks for', () => {
  it('highlights gets the best products of the days, and who did not pass', async () => {
    expect(await answerTo('highlights', lastDays)).toMatchObject({
      products: 2,
      lastActivity: '2026-11-24T17:00:00.000Z',
      best: [{ range: { opened: 1 }, before: { opened: 2 } }, { range: { opened: 1 } }],
      notPassed: [{ product: { keyStr: 'tea' } }],
    });
  });

  it('the account gets its days', async () => {
    const { days } = await answerTo('account', 'from=2026-11-23&to=2026-11-24');
    expect(days.map(({ date, opened }) => [date, opened])).toEqual([
      ['2026-11-23', 2],
      ['2026-11-24', 1],
    ]);
  });

  it('a product gets its days of the range, beside its totals', async () => {
    const { totals, days } = await answerTo('product', `${tea}&from=2026-11-25&to=2026-11-25`);
    expect(totals.opened).toBe(3);
    expect(days.map(({ date, opened }) => [date, opened])).toEqual([['2026-11-25', 1]]);
  });

  it('its background gets its reviews', async () => {
    expect(await answerTo('background', tea)).toEqual({
      reviews: [expect.objectContaining({ result: 'verify_not_pass' })],
    });
  });

  it('a person gets who they are', async () => {
    expect(await answerTo('user', `openid=${openid}`)).toMatchObject({ openid, profile: { sex: '1' } });
  });

  it('the pipeline gets how much waits', async () => {
    expect(await answerTo('pipeline')).toMatchObject({ quarantine: 1, outbox: 0 });
  });

  it('trends gets the last days by the calendar of the statistics, which may be a day ahead', async () => {
    const { trends } = Object(await insights.trends({ products: [{ keyStandard: 'ean13', keyStr: 'tea' }] }));
    expect(trends).toEqual([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 1]]);
  });
});

it('what a question tells of stands beside its reading', () => {
  const { reads } = insights;
  expect([reads.user.tells, reads.products.tells]).toEqual(['people', 'numbers']);
});
