import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';

describe('a published event', () => {
  it('is a CloudEvent under Weixin’s own field names', () => {
    expect(cloudEventOf(samples.user_scan_product)).toEqual({
      specversion: '1.0',
      id: expect.stringMatching(/^[\w-]{43}$/),
      source: 'gh_4e47c9c9ecad',
      type: 'weixin.user_scan_product',
      subject: 'ean13#6901481811083',
      time: '2015-07-30T09:55:10.000Z',
      datacontenttype: 'application/json',
      data: samples.user_scan_product,
    });
  });

  it.each(eventNames)('of type %s has what CloudEvents 1.0 requires, none of it empty', (name) => {
    const { specversion, id, source, type } = cloudEventOf(samples[name]);
    expect({ specversion, type }).toEqual({ specversion: '1.0', type: `weixin.${name}` });
    expect([id, source].every((text) => text !== '')).toBe(true);
  });

  it('keeps its id when it is pushed again with another place in the profile', () => {
    const again = sampleEvent('user_scan_product', { Country: 'China', City: '' });
    expect(cloudEventOf(again).id).toBe(cloudEventOf(samples.user_scan_product).id);
  });

  it('has another id than an event of the same second with another ExtInfo', () => {
    const other = sampleEvent('user_scan_product', { ExtInfo: '124' });
    expect(cloudEventOf(other).id).not.toBe(cloudEventOf(samples.user_scan_product).id);
  });

  it('has a source that is a URI reference, whatever the account is called', () => {
    const { source } = cloudEventOf(sampleEvent('user_scan_product', { ToUserName: 'a b/名\ud800' }));
    expect(source).toBe('a%20b%2F%E5%90%8D%EF%BF%BD');
  });
});
