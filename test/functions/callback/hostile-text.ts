import fc from 'fast-check';

/** Pieces of XML out of which hostile texts are put together. */
export const tokens = [
  ...[
    '<xml>',
    '</xml>',
    '<xml/>',
    '<xml a="',
    '<Event>',
    '</Event>',
    '<KeyStr>',
    '</KeyStr>',
    '<a>',
    '</a>',
    '<a/>',
  ],
  ...[
    '<a b="c">',
    "<a b='c'/>",
    '<a b=',
    '<a ',
    '</',
    '/>',
    '<',
    '>',
    '<?xml version="1.0"?>',
    '<?',
    '?>',
    '<? "?>',
  ],
  ...[
    '<!--',
    '-->',
    '<!---->',
    '<![CDATA[',
    ']]>',
    ']]',
    '<!',
    '<!ELEMENT a ANY>',
    '<!DOCTYPE xml>',
    '<!DOCTYPE xml [',
  ],
  ...[
    '<!ENTITY k "v">',
    ']>',
    '&k;',
    '&lt;',
    '&amp;',
    '&#65;',
    '&#x41;',
    '&#xD800;',
    '&#',
    '&',
    ';',
    '"',
    "'",
    '=',
  ],
  ...[
    ' ',
    '\t',
    '\r\n',
    '\uFEFF',
    '\u0000',
    '\uFFFF',
    '揭阳',
    '👩‍👧',
    '<__proto__>',
    '<constructor/>',
    '<toString>',
  ],
  ...[
    'user_scan_product',
    'subscribe',
    'scanbarcode|ean13|690',
    '1438250110',
    '1e5',
    '{',
    '}',
    '":',
    '[',
    '],',
  ],
];

/** Text that looks like XML to one parser and not to another. */
const xmlShapedText = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...tokens) },
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    {
      maxLength: 40,
    },
  )
  .map((pieces) => pieces.join(''));

/** Text of well-formed elements of any names with anything between them. */
const elementsText = fc
  .array(
    fc.tuple(
      fc.oneof(fc.constantFrom('Event', 'MsgType', 'KeyStr', 'a', '__proto__'), fc.string()),
      xmlShapedText,
    ),
  )
  .map(
    (elements) => `<xml>${elements.map(([name, content]) => `<${name}>${content}</${name}>`).join('')}</xml>`,
  );

/** Any bytes at all: mostly not UTF-8, sometimes nearly a push. */
export const hostileBytes = fc.oneof(
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  xmlShapedText.map((text) => Buffer.from(text)),
  elementsText.map((text) => Buffer.from(text)),
  fc.json().map((text) => Buffer.from(text)),
  fc
    .tuple(xmlShapedText, fc.uint8Array({ maxLength: 4 }))
    .map(([text, bytes]) => Buffer.concat([Buffer.from(text), bytes])),
);
