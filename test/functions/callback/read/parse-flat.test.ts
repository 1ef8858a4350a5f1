import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from '../../../../functions/callback/read/parse.ts';
import { parseFlat } from '../../../../functions/callback/read/parse-flat.ts';
import { UnparsableError } from '../../../../functions/callback/read/unparsable-error.ts';
import { eventPush } from '../../../../lib/weixin/push.ts';
import { samples } from '../../../../lib/weixin/samples.ts';
import { tries } from '../../../support/length.ts';

/** What the XML parser reads, which a comment behind the root leaves the text to. */
function readByParser(text: string) {
  const forParser = `${text}<!-- -->`;
  expect(parseFlat(forParser)).toBeUndefined();
  try {
    return Object.fromEntries(parse(forParser));
  } catch (error) {
    if (error instanceof UnparsableError) return undefined;
    throw error;
  }
}

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[\]>&<\n\t\r 0-9a]*$/),
  fc.constantFrom('', ' ', ']]', '&amp;', '&#0;', '<!DOCTYPE xml>', '\uD800', '\u0000', '\uFEFF', '中文😀'),
);
const name = fc.constantFrom('Event', 'KeyStr', 'Encrypt', 'A', 'constructor', '__proto__', 'a:b', '');
const element = fc.oneof(
  fc.tuple(name, value).map(([tag, text]) => `<${tag}>${text}</${tag}>`),
  fc.tuple(name, value).map(([tag, text]) => `<${tag}><![CDATA[${text}]]></${tag}>`),
  fc.tuple(name, value, name).map(([tag, text, end]) => `<${tag}><![CDATA[${text}]]></${end}>`),
  fc.constantFrom('<A/>', '<!-- -->', '<?a?>', '<A b="1">1</A>', '\n', ' ', 'text', '<A><B>1</B></A>', '<A>'),
);
const push = fc.array(element, { maxLength: 6 }).map((elements) => `<xml>${elements.join('')}</xml>`);

test('what it reads the XML parser reads the same', () => {
  fc.assert(
    fc.property(push, (text) => {
      const fields = parseFlat(text);
      if (fields !== undefined) expect(Object.fromEntries(fields)).toEqual(readByParser(text));
    }),
    tries(5000, 50_000),
  );
});

test.each(Object.values(samples))('it reads $Event by itself', (event) => {
  const text = eventPush(event).body.toString();
  expect(Object.fromEntries(parseFlat(text) ?? [])).toEqual(readByParser(text));
});

test.each([
  ['no space between elements', '<xml><A>1</A><B>2</B></xml>'],
  ['a line for each element', '<xml>\n<A>1</A>\n<B>2</B>\n</xml>'],
  ['indented elements', '<xml>\n\t  <A>1</A>\n\t  <B>2</B>\n\n</xml>'],
])('it reads %s by itself', (_case, text) => {
  expect(Object.fromEntries(parseFlat(text) ?? [])).toEqual({ A: '1', B: '2' });
});

describe('it leaves to the XML parser', () => {
  test.each([
    ['an attribute', '<xml><A b="1">1</A></xml>'],
    ['a comment', '<xml><!-- --><A>1</A></xml>'],
    ['a declaration', '<?xml version="1.0"?><xml><A>1</A></xml>'],
    ['a DOCTYPE', '<!DOCTYPE xml><xml><A>1</A></xml>'],
    ['an element inside another', '<xml><A><B>1</B></A></xml>'],
    ['an element that closes itself', '<xml><A/></xml>'],
    ['two elements of one name', '<xml><A>1</A><A>2</A></xml>'],
    ['two sections', '<xml><A><![CDATA[1]]><![CDATA[2]]></A></xml>'],
    ['a reference', '<xml><A>&amp;</A></xml>'],
    ['a carriage return', '<xml><A>1\r\n2</A></xml>'],
    ['an element never closed', '<xml><A>1</xml>'],
    ['a section never closed', '<xml><A><![CDATA[1</A></xml>'],
    ['text beside the elements', '<xml>1<A>1</A></xml>'],
    ["another beginning of the root's length", 'abcde<A>1</A></xml>'],
    ["another end of the root's length", '<xml><A>1</A>abcdef'],
    ['two roots', '<xml><A>1</A></xml><xml></xml>'],
    ['a name of JavaScript', '<xml><__proto__>1</__proto__></xml>'],
    ['a name of enormous length', `<xml><${'A'.repeat(65)}>1</${'A'.repeat(65)}></xml>`],
  ])('%s', (_case, text) => {
    expect(parseFlat(text)).toBeUndefined();
  });
});
