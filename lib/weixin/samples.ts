import type { EventName, WeixinEvent } from '../../functions/model/event-types.ts';

/** One event of each type, with the values of the samples in Weixin's documentation. */
export const samples: { readonly [Name in EventName]: WeixinEvent<Name> } = {
  user_scan_product: {
    Event: 'user_scan_product',
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
  subscribe: {
    Event: 'subscribe',
    ToUserName: 'gh_fbe8a958756e',
    FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
    CreateTime: '1433259128',
    KeyStandard: 'keystandard',
    KeyStr: 'keystr',
    Scene: 'scanbarcode',
    ExtInfo: '',
  },
  user_scan_product_enter_session: {
    Event: 'user_scan_product_enter_session',
    ToUserName: 'gh_fbe8a958756e',
    FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
    CreateTime: '1433259128',
    KeyStandard: 'ena13',
    KeyStr: '6954767461373',
    ExtInfo: '',
  },
  user_scan_product_async: {
    Event: 'user_scan_product_async',
    ToUserName: 'gh_fbe8a958756e',
    FromUserName: 'otAzGjrS4AYCmeJM1GhEOcHXXTAo',
    CreateTime: '1434541327',
    KeyStandard: 'qrcode',
    KeyStr: 'lincolntest2',
    ExtInfo: '123',
    RegionCode: '440105',
  },
  user_scan_product_verify_action: {
    Event: 'user_scan_product_verify_action',
    ToUserName: 'gh_404e58ec528e',
    FromUserName: 'od_ikt8qi21-hVTtYgm8xSfTLH5w',
    CreateTime: '1450429257',
    KeyStandard: 'ean13',
    KeyStr: '6901481811083',
    Result: 'verify_ok',
    ReasonMsg: '',
  },
};

/** What may be changed about a sample: every field but Event. */
export type Changes<Name extends EventName> = Partial<Omit<WeixinEvent<Name>, 'Event'>>;

/** The sample of an event with some of its fields changed. */
export function sampleEvent<Name extends EventName>(
  name: Name,
  changes: Changes<Name> = {},
): WeixinEvent<Name> {
  return { ...samples[name], ...changes };
}
