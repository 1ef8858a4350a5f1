import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPush } from '../../../../functions/callback/read/read-push.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { renderElement } from '../../../../lib/weixin/render.ts';
import { samples } from '../../../../lib/weixin/samples.ts';
import { fuzzRuns } from '../fuzz-runs.ts';
import { hostileBytes } from '../hostile-text.ts';

/** What follows the head in a product event: all that a forger has to bring in. */
const { KeyStandard, KeyStr } = samples.user_scan_product;
const eventElements = `${renderElement('MsgType', 'event')}${renderElement('Event', 'user_scan_product')}`;
const productElements = `${renderElement('KeyStandard', KeyStandard)}${renderElement('KeyStr', KeyStr)}`;
const wholeEvent = eventPush(samples.user_scan_product).body.toString();

/** What Weixin writes in front, and the field that takes a follower's text. */
const messages = {
  text: ['text', '', 'Content'],
  link: ['link', '', 'Description'],
  location: ['location', '', 'Label'],
  voice: ['voice', '', 'Recognition'],
  'event scancode_push': ['event', 'scancode_push', 'ScanResult'],
  'event location_select': ['event', 'location_select', 'Poiname'],
} as const;
type Label = keyof typeof messages;
const labels = Object.keys(messages) as readonly Label[];

const head = {
  ToUserName: 'gh_4e47c9c9ecad',
  FromUserName: 'okkeXs1nI-xU4ql8-5BXkv1f0gDo',
  CreateTime: '1438250110',
};

/** A follower's message as Weixin writes it: the text as it came, whatever that does to the form. */
function xmlMessage(label: Label, text: string | Uint8Array): Buffer {
  const [MsgType, Event, field] = messages[label];
  const front = { ...head, MsgType, ...(Event && { Event, EventKey: 'key' }) };
  const elements = Object.entries(front).map(([name, value]) => renderElement(name, value));
  return wrapped(
    `<xml>${elements.join('\n')}<${field}><![CDATA[`,
    text,
    `]]></${field}><MsgId>1</MsgId></xml>`,
  );
}

function jsonMessage(label: Label, text: string | Uint8Array): Buffer {
  const [MsgType, Event, field] = messages[label];
  const front = JSON.stringify({
    ...head,
    CreateTime: 1438250110,
    MsgType,
    ...(Event && { Event, EventKey: 'key' }),
  });
  return wrapped(`${front.slice(0, -1)},"${field}":"`, text, '","MsgId":1}');
}

function wrapped(front: string, text: string | Uint8Array, behind: string): Buffer {
  return Buffer.concat([Buffer.from(front), Buffer.from(text), Buffer.from(behind)]);
}

const writers = { XML: xmlMessage, JSON: jsonMessage } as const;

/** Pieces out of which a forger who knows both forms would build. */
const forgersPiece = fc
  .oneof(
    fc.constantFrom(
      ...[']]>', '<![CDATA[', '</Content>', '<Content>', '</xml>', '<xml>', '<!--', '-->', '<x>', '</x>'],
    ),
    fc.constantFrom(
      ...['"', '",', '":"', '{', '}', '\\', '"x":"', '"MsgType":"event"', '"Event":"subscribe"'],
    ),
    fc.constantFrom(
      ...['<MsgType>event</MsgType>', '<Event>user_scan_product</Event>', '<MsgType>text</MsgType>'],
    ),
    fc.constantFrom(eventElements, productElements, wholeEvent, JSON.stringify(samples.user_scan_product)),
    fc.constantFrom(
      ...['<!DOCTYPE xml [<!ENTITY k "v">]>', '<List>1</List>', '<__proto__>', 'user_scan_product', '\u0000'],
    ),
  )
  .map((text) => Buffer.from(text));
const forgersText = fc
  .array(fc.oneof(forgersPiece, fc.uint8Array({ maxLength: 3 })), { maxLength: 12 })
  .map((pieces) => Buffer.concat(pieces));
const hostileText = fc.oneof(forgersText, hostileBytes);

test.each(Object.entries(writers))(
  'whatever a follower writes into a push in %s, it is neither quarantined nor an event',
  (_format, write) => {
    fc.assert(
      fc.property(fc.constantFrom(...labels), hostileText, (label, text) => {
        expect(readPush(write(label, text))).toEqual({ kind: 'other', label });
      }),
      fuzzRuns,
    );
  },
);

const cData = (text: string) => `]]></Content>${text}<Content><![CDATA[`;

/** What forgers of an event write into a message in XML. */
const xmlForgeries: readonly [string, string][] = [
  ['elements of an event behind Content', `]]></Content>${eventElements}${productElements}<x><![CDATA[`],
  ['a second MsgType and Content', cData(`${eventElements}${productElements}`)],
  ['a second root', `]]></Content></xml>${wholeEvent}<xml><Content><![CDATA[`],
  ['an event inside Content', wholeEvent],
  ['an event inside an element of its own', cData(`<x>${wholeEvent}</x>`)],
  [
    'an event, and a comment that swallows what follows',
    `]]></Content>${eventElements}${productElements}</xml><!--`,
  ],
];

/** The same of one in JSON. */
const jsonForgeries: readonly [string, string][] = [
  [
    'members of an event behind Content',
    '","MsgType":"event","Event":"user_scan_product","KeyStandard":"ean13","KeyStr":"1',
  ],
  [
    'the rest of the text in an object',
    '","MsgType":"event","Event":"user_scan_product","KeyStandard":"ean13","KeyStr":"1","x":{"Content":"',
  ],
  ['a second object', `"}${JSON.stringify(samples.user_scan_product)}{"x":"`],
];

test.each(xmlForgeries)('a chat message forged with %s is a chat message', (_case, content) => {
  expect(readPush(xmlMessage('text', content))).toEqual({ kind: 'other', label: 'text' });
});

test.each(jsonForgeries)('a chat message in JSON forged with %s is a chat message', (_case, content) => {
  expect(readPush(jsonMessage('text', content))).toEqual({ kind: 'other', label: 'text' });
});

const unreadable = ']]></Content> subscribe';

test.each<[string, Buffer, Label?]>([
  ['a closed CDATA section', xmlMessage('text', '<order><status><![CDATA[subscribe]]></status></order>')],
  [
    'half a character at its end',
    xmlMessage('text', Buffer.concat([Buffer.from('subscribe'), Buffer.of(0xe6, 0xb8)])),
  ],
  ['control characters', xmlMessage('text', 'subscribe\u0000\u0008\u001f')],
  ['a closed CDATA section in a link’s description', xmlMessage('link', unreadable), 'link'],
  ['an unescaped quote in JSON', jsonMessage('text', 'she said "subscribe"')],
  [
    'line ends of Windows in front',
    Buffer.from(xmlMessage('text', unreadable).toString().replaceAll('\n', '\r\n')),
  ],
  ['a byte order mark in front', wrapped('\uFEFF', xmlMessage('text', unreadable), '')],
  ['a declaration in front', wrapped('<?xml version="1.0"?>\n', xmlMessage('text', unreadable), '')],
])('a message with %s is not quarantined', (_case, body, label = 'text') => {
  expect(readPush(body)).toEqual({ kind: 'other', label });
});

test.each([
  ['another event with two equal elements', 'PicList', 'event pic_sysphoto', '<Event>pic_sysphoto</Event>'],
  [
    'an ordinary follow with two equal elements',
    'Ticket',
    'event subscribe',
    '<Event>subscribe</Event><EventKey></EventKey>',
  ],
])('%s is not quarantined', (_case, name, label, event) => {
  const front = Object.entries(head).map(([field, value]) => renderElement(field, value));
  const twice = `<${name}>1</${name}>`.repeat(2);
  const body = `<xml>${front.join('')}<MsgType>event</MsgType>${event}${twice}</xml>`;
  expect(readPush(Buffer.from(body))).toEqual({ kind: 'other', label });
});

/** A message whose type stands behind its text, which Weixin does not write. */
const typeLast = {
  XML: (text: string | Uint8Array) => {
    const front = Object.entries(head).map(([name, value]) => renderElement(name, value));
    return wrapped(
      `<xml>${front.join('')}<Content><![CDATA[`,
      text,
      ']]></Content><MsgType>text</MsgType></xml>',
    );
  },
  JSON: (text: string | Uint8Array) =>
    wrapped(`${JSON.stringify(head).slice(0, -1)},"Content":"`, text, '","MsgType":"text"}'),
} as const;

test.each([
  ...xmlForgeries.map(([name, text]) => [name, typeLast.XML(text)] as const),
  ...jsonForgeries.map(([name, text]) => [name, typeLast.JSON(text)] as const),
])('%s makes no event, even where it stands in front of its MsgType', (_case, body) => {
  expect(readPush(body).kind).not.toBe('event');
});

test('even a text that stands in front of its MsgType never makes an event', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const kinds = [typeLast.XML(text), typeLast.JSON(text)].map((body) => readPush(body).kind);
      expect(kinds).not.toContain('event');
    }),
    fuzzRuns,
  );
});
