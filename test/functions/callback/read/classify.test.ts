import { describe, expect, test } from 'vitest';
import { classify, otherByHead } from '../../../../functions/callback/read/classify.ts';
import { eventNames } from '../../../../functions/model/event-types.ts';
import { UnreadableEventError } from '../../../../functions/model/read-event.ts';
import { pushFields } from '../../../../lib/weixin/render.ts';
import { samples } from '../../../../lib/weixin/samples.ts';

const fieldsWith = (changes: Readonly<Record<string, string>>) =>
  new Map([...pushFields(samples.user_scan_product), ...Object.entries(changes)]);

describe('a follow', () => {
  const follow = (EventKey: string) => fieldsWith({ Event: 'subscribe', EventKey });

  test.each([
    ['three parts', 'scanbarcode|ean13|690', ['scanbarcode', 'ean13', '690', '']],
    ['four parts', 'scanimage|barcode|690|ext', ['scanimage', 'barcode', '690', 'ext']],
    ['an empty ExtInfo', 'scanbarcode|ean13|690|', ['scanbarcode', 'ean13', '690', '']],
    ['bars in ExtInfo', 'scanbarcode|ean13|690|a|b|', ['scanbarcode', 'ean13', '690', 'a|b|']],
    [
      'three parts, and a scene nobody has documented',
      'scansomething|ean13|690',
      ['scansomething', 'ean13', '690', ''],
    ],
    ['a scene nobody has documented', 'scansomething|qrcode|x|y', ['scansomething', 'qrcode', 'x', 'y']],
  ])('with an EventKey of %s is a product’s', (_case, eventKey, [Scene, KeyStandard, KeyStr, ExtInfo]) => {
    expect(classify(follow(eventKey))).toMatchObject({
      kind: 'event',
      event: { Event: 'subscribe', Scene, KeyStandard, KeyStr, ExtInfo },
    });
  });

  test.each([
    ['empty', ''],
    ['of a QR code', 'qrscene_123'],
    ['of a QR code whose scene holds bars', 'qrscene_scanbarcode|ean13|690'],
    ['of a payment', 'last_trade_no_4001|2|3'],
    ['of two parts nobody knows', 'something|else'],
  ])('with an EventKey that is %s is an ordinary one', (_case, eventKey) => {
    expect(classify(follow(eventKey))).toEqual({ kind: 'other', label: 'event subscribe' });
  });

  test.each([
    ['a scene alone', 'scanbarcode', 'KeyStandard, KeyStr'],
    ['no product', 'scanbarcode|ean13', 'KeyStr'],
    ['an empty product', 'scanimage|ean13||ext', 'KeyStr'],
  ])('whose EventKey has %s is unreadable', (_case, eventKey, missing) => {
    expect(() => classify(follow(eventKey))).toThrow(
      new UnreadableEventError(`subscribe without ${missing}`),
    );
  });

  test('without EventKey is an ordinary one', () => {
    const { EventKey: _none, ...fields } = Object.fromEntries(follow(''));
    expect(classify(new Map(Object.entries(fields)))).toEqual({ kind: 'other', label: 'event subscribe' });
  });
});

test.each<[Readonly<Record<string, string>>, string | undefined]>([
  [{ MsgType: 'text' }, 'text'],
  [{ MsgType: 'event', Event: 'CLICK' }, 'event CLICK'],
  [{ MsgType: 'event', Event: 'subscribe', EventKey: '' }, 'event subscribe'],
  [{ MsgType: 'event', Event: 'subscribe', EventKey: 'scanbarcode|ean13|690' }, undefined],
  [{ MsgType: 'event', Event: 'subscribe' }, undefined],
  [{ MsgType: 'event', Event: 'user_scan_product' }, undefined],
  [{ MsgType: 'event' }, undefined],
  [{ Event: 'CLICK' }, undefined],
  [{}, undefined],
])('by a head of %o a push is known to be %o', (head, label) => {
  const other = label === undefined ? undefined : { kind: 'other', label };
  expect(otherByHead(new Map(Object.entries(head)))).toEqual(other);
});

test.each([
  ['a chat message', { MsgType: 'text' }, 'text'],
  [
    'a chat message that calls itself a product event',
    { MsgType: 'image', Event: 'user_scan_product' },
    'image',
  ],
  ['a menu click', { Event: 'CLICK' }, 'event CLICK'],
  ['an event that nobody reads here', { Event: 'LOCATION' }, 'event LOCATION'],
  ['an event in another case', { Event: 'USER_SCAN_PRODUCT' }, 'event USER_SCAN_PRODUCT'],
  ['an event named like a property of objects', { Event: 'constructor' }, 'event constructor'],
  ['an event without a name', { Event: '' }, 'event other'],
  ['an event whose name is a text', { Event: 'a text, with spaces' }, 'event other'],
  ['a message without a type', { MsgType: '' }, 'other'],
])('%s is no product event', (_case, changes, label) => {
  expect(classify(fieldsWith(changes))).toEqual({ kind: 'other', label });
});

test.each(eventNames)('%s without MsgType is one all the same', (name) => {
  const { MsgType: _none, ...fields } = Object.fromEntries(pushFields(samples[name]));
  expect(classify(new Map(Object.entries(fields)))).toEqual({ kind: 'event', event: samples[name] });
});
