import { describe, expect, it } from 'vitest';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import { aboutKey, reviewKey, userKey } from '../../../../functions/model/insights-table.ts';
import {
  type Fact,
  mergedFact,
  productFacts,
  reviewFacts,
  userFact,
} from '../../../../functions/workers/engine/fact.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';

const opened = (CreateTime: string) => sampleEvent('user_scan_product', { CreateTime });
const [early, late] = [opened('1438250110'), opened('1438250120')];
const said = ({ says }: Fact) =>
  Object.fromEntries([...says].map(([belief, { order, values }]) => [belief, [order, values]]));

describe('what an event says', () => {
  it('of its user is what it does not leave empty, and that they were there', () => {
    const fact = userFact(early, { country: { country: '中国' }, city: { city: '' } });
    const order = eventOrder(early);
    expect(said(fact)).toEqual({ country: [order, { country: '中国' }], seen: [order, {}] });
    expect(fact).toMatchObject({ key: userKey(early.FromUserName), moments: [order] });
  });

  it('is kept together where some of it is empty', () => {
    const follow = { followScene: '', followKeyStandard: 'ean13', followKeyStr: '' };
    expect(said(userFact(early, { follow })).follow).toEqual([eventOrder(early), follow]);
  });

  it('is kept no longer than an item has room for', () => {
    const fact = userFact(early, { city: { city: '深'.repeat(2000) } });
    expect(Buffer.byteLength(fact.says.get('city')?.values.city ?? '')).toBeLessThanOrEqual(2048);
  });

  it('of a review is the product’s status, and an entry of its history', () => {
    const event = sampleEvent('user_scan_product_verify_action');
    const order = eventOrder(event);
    const review = { result: 'verify_not_pass', reasonMsg: '主图不清晰' };
    const facts = reviewFacts(event, review);
    expect(facts.map(({ key }) => key)).toEqual([aboutKey(event), reviewKey(event, order)]);
    expect(facts.map(said)).toEqual([{ review: [order, review] }, { review: [order, review] }]);
    // Nobody was there.
    expect(facts.map(({ moments }) => moments)).toEqual([undefined, undefined]);
  });

  it('of its product is the code, where its id is a digest, and else nothing', () => {
    const long = sampleEvent('user_scan_product', { KeyStandard: 'qrcode', KeyStr: '9'.repeat(600) });
    const product = { keyStandard: 'qrcode', keyStr: long.KeyStr };
    const [fact, ...others] = productFacts(long);
    expect(fact && said(fact)).toEqual({ product: [eventOrder(long), product] });
    expect([fact?.key, others]).toEqual([aboutKey(long), []]);
    expect(productFacts(early)).toEqual([]);
  });
});

describe('what several events say of one item', () => {
  const [older, newer] = [
    userFact(early, { city: { city: '揭阳' }, sex: { sex: '1' } }),
    userFact(late, { city: { city: '深圳' } }),
  ];

  it.each([
    ['in their order', [older, newer] as const],
    ['the other way round', [newer, older] as const],
  ])('is each thing as the newest of them says it, and all their moments, %s', (_how, facts) => {
    const fact = mergedFact(facts);
    expect(said(fact)).toEqual({
      city: [eventOrder(late), { city: '深圳' }],
      sex: [eventOrder(early), { sex: '1' }],
      seen: [eventOrder(late), {}],
    });
    expect(fact).toMatchObject({ key: older.key, moments: [eventOrder(early), eventOrder(late)] });
  });

  it('has no moments where nobody was there', () => {
    const [status] = reviewFacts(sampleEvent('user_scan_product_verify_action'), {
      result: 'r',
      reasonMsg: '',
    });
    expect(status && mergedFact([status])).not.toHaveProperty('moments');
  });
});
