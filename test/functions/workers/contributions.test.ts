import { describe, expect, it } from 'vitest';
import { userKey } from '../../../functions/model/insights-table.ts';
import type { Fact } from '../../../functions/workers/engine/fact.ts';
import { contribution as following } from '../../../functions/workers/subscribe.ts';
import { contribution as leaving } from '../../../functions/workers/unsubscribe.ts';
import { contribution as opening } from '../../../functions/workers/user-scan-product.ts';
import { contribution as locating } from '../../../functions/workers/user-scan-product-async.ts';
import { contribution as entering } from '../../../functions/workers/user-scan-product-enter-session.ts';
import { contribution as reviewing } from '../../../functions/workers/user-scan-product-verify-action.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';

/** What facts say, without when it was said. */
const said = (facts: readonly Fact[]) =>
  Object.assign({}, ...facts.flatMap(({ says }) => [...says.values()].map(({ values }) => values)));
const openedBy = (Sex: string) => opening.facts(sampleEvent('user_scan_product', { Sex }));

describe('what is known of a person grows', () => {
  it('by an opening: where they are from, and their sex where Weixin says it', () => {
    const place = { country: '中国', province: '广东', city: '揭阳' };
    expect(said(openedBy('2'))).toEqual({ ...place, sex: '2' });
    expect(said(openedBy('0'))).toEqual(place);
  });

  it('by a follow: how, and from which product', () => {
    expect(said(following.facts(sampleEvent('subscribe')))).toEqual({
      followScene: 'scanbarcode',
      followKeyStandard: 'keystandard',
      followKeyStr: 'keystr',
    });
  });

  it('by a location', () => {
    expect(said(locating.facts(sampleEvent('user_scan_product_async')))).toEqual({ regionCode: '440105' });
  });

  it('by entering the account: that they were there', () => {
    const event = sampleEvent('user_scan_product_enter_session');
    const [fact] = entering.facts(event);
    expect(fact?.key).toEqual(userKey(event.FromUserName));
    expect([...(fact?.says.keys() ?? [])]).toEqual(['seen']);
  });

  it('by nothing when they leave, or when Weixin reviews a product', () => {
    expect(leaving.facts(sampleEvent('unsubscribe'))).toEqual([]);
    const facts = reviewing.facts(sampleEvent('user_scan_product_verify_action'));
    expect(facts.filter(({ key }) => key.pk.startsWith('user#'))).toEqual([]);
    expect(said(facts)).toEqual({ result: 'verify_ok', reasonMsg: '' });
  });
});
