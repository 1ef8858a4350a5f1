import { expect, test } from 'vitest';
import { readPush } from '../../../../functions/callback/read/read-push.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { formats, pushFields, render } from '../../../../lib/weixin/render.ts';
import { sampleEvent, samples } from '../../../../lib/weixin/samples.ts';

const head =
  '<ToUserName>gh</ToUserName><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>event</MsgType>';

test.each([
  ['broken XML', '<xml><Event>user_scan_product</Event>', 'not well-formed'],
  ['text that names an event', 'user_scan_product', 'not well-formed'],
  ['a follow cut before its EventKey', `<xml>${head}<Event>subscribe</Event><EventKe`, 'not well-formed'],
  ['a product event without a product', '<xml><Event>user_scan_product</Event></xml>', /without .*KeyStr/],
])('%s is kept as it came', (_case, raw, reason) => {
  const read = readPush(Buffer.from(raw));
  expect(read).toEqual({ kind: 'unreadable', reason: expect.stringMatching(reason), raw, encoding: 'utf8' });
});

test('what is not UTF-8 is kept in base64, byte for byte', () => {
  const body = Buffer.concat([
    Buffer.from('<xml><Event>subscribe</Event><K>'),
    Buffer.from([0xff, 0xc3, 0x28]),
    Buffer.from('</K></xml>'),
  ]);
  const raw = body.toString('base64');
  expect(readPush(body)).toEqual({ kind: 'unreadable', reason: 'not UTF-8', raw, encoding: 'base64' });
});

test.each(formats)('an event whose fields stand in another order is one all the same, in %s', (format) => {
  const event = samples.user_scan_product;
  const fields = new Map([...pushFields(event)].reverse());
  expect(readPush(Buffer.from(render(fields, format)))).toEqual({ kind: 'event', event });
});

test.each(formats)(
  'a chat message whose fields stand in another order is one all the same, in %s',
  (format) => {
    const fields = new Map([
      ['Content', '你好'],
      ['MsgType', 'text'],
      ['CreateTime', '1438250110'],
      ['FromUserName', 'o'],
      ['ToUserName', 'gh'],
    ]);
    expect(readPush(Buffer.from(render(fields, format)))).toEqual({ kind: 'other', label: 'text' });
  },
);

test('a replacement character that was pushed as one is text', () => {
  const event = sampleEvent('user_scan_product', { ExtInfo: '\uFFFD' });
  expect(readPush(eventPush(event).body)).toEqual({ kind: 'event', event });
});

test('what is broken and names no event is none', () => {
  expect(readPush(Buffer.from('hello'))).toEqual({ kind: 'other', label: 'other' });
});

test('a message that is broken and names an event is a message, by its head', () => {
  const text = `<xml>${head.replace('event', 'text')}<Content><![CDATA[]]><subscribe>]]></Content></xml>`;
  expect(readPush(Buffer.from(text))).toEqual({ kind: 'other', label: 'text' });
});

test('an empty push is counted as such', () => {
  expect(readPush(Buffer.alloc(0))).toEqual({ kind: 'other', label: 'empty' });
});
