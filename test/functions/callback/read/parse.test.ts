import { describe, expect, test } from 'vitest';
import { parse } from '../../../../functions/callback/read/parse.ts';
import { parseJson } from '../../../../functions/callback/read/parse-json.ts';
import { UnparsableError } from '../../../../functions/callback/read/unparsable-error.ts';

const fieldsOf = (text: string) => Object.fromEntries(parse(text));

describe('XML', () => {
  test.each([
    ['digits with leading zeros', '<K>0012345678905</K>', '0012345678905'],
    ['an exponent', '<K>1e5</K>', '1e5'],
    ['a hexadecimal number', '<K>0x1F</K>', '0x1F'],
    ['digits beyond 2^53', '<K>9007199254740993</K>', '9007199254740993'],
    ['true', '<K>true</K>', 'true'],
    ['an emoji', '<K><![CDATA[👩‍👩‍👧]]></K>', '👩‍👩‍👧'],
    ['a CDATA section kept to the letter', '<K><![CDATA[ a\n ]]></K>', ' a\n '],
    ['the end of a section split over two', '<K><![CDATA[a]]]]><![CDATA[>b]]></K>', 'a]]>b'],
    ['sections with white space between', '<K>\n <![CDATA[a]]>\n <![CDATA[b]]>\n</K>', 'ab'],
    ['bare text beside a section', '<K>1<![CDATA[2]]>3</K>', '123'],
    ['white space around bare text', '<K> 1 \n</K>', '1'],
    ['markup inside a section', '<K><![CDATA[<b>&amp;</b>]]></K>', '<b>&amp;</b>'],
    ['a DOCTYPE in a chat text', '<K><![CDATA[<!DOCTYPE html>]]></K>', '<!DOCTYPE html>'],
    ['the predefined references', '<K>&lt;&gt;&amp;&quot;&apos;</K>', '<>&"\''],
    ['a reference read once', '<K>&amp;lt;</K>', '&lt;'],
    ['references to characters', '<K>&#20013;&#x6587;&#x1F600;</K>', '中文😀'],
    ['a reference to half a surrogate pair', '<K>&#xD800;&#xDFFF;</K>', '&#xD800;&#xDFFF;'],
    ['references to what is beside such halves', '<K>&#xD7FF;&#xE000;</K>', '\uD7FF\uE000'],
    ['a reference to the last character there is', '<K>&#x10FFFF;</K>', '\u{10FFFF}'],
    ['a reference beyond Unicode', '<K>&#x110000;</K>', '&#x110000;'],
    ['a reference to nothing', '<K>&#0;</K>', '&#0;'],
    ['a reference of seven digits, and none of eight', '<K>&#0000065;&#00000065;</K>', 'A&#00000065;'],
    ['a reference XML does not define', '<K>&copy;</K>', '&copy;'],
    ['an empty section', '<K><![CDATA[]]></K>', ''],
    ['an empty element', '<K></K>', ''],
    ['an element that closes itself', '<K/>', ''],
    ['an attribute', '<K type="text">1</K>', '1'],
    ['a comment', '<!-- a --><K>1<!-- b --></K>', '1'],
    ['an instruction beside it', '<?a b?><K>1</K>', '1'],
    ['text beside it', 'text<K>1</K>&amp;', '1'],
  ])('%s', (_case, element, value) => {
    expect(fieldsOf(`<xml>${element}</xml>`)).toEqual({ K: value });
    // This the XML parser reads, whatever the form in front of it.
    expect(fieldsOf(`<xml>${element}</xml><!-- -->`)).toEqual({ K: value });
  });

  test.each([
    ['a byte order mark', '\uFEFF<xml><K>1</K></xml>'],
    ['a declaration', '<?xml version="1.0" encoding="UTF-8"?>\n<xml><K>1</K></xml>'],
    ['both', '\uFEFF<?xml version="1.0"?><xml><K>1</K></xml>'],
    ['white space around it', '\n <xml>\n <K>1</K>\n </xml>\n'],
    ['Windows line ends', '<xml>\r\n<K>1</K>\r\n</xml>\r\n'],
    ['a comment behind it', '<xml><K>1</K></xml><!-- end -->'],
  ])('%s does not matter', (_case, text) => {
    expect(fieldsOf(text)).toEqual({ K: '1' });
  });

  test('an element with elements inside is left out', () => {
    const fields = parse('<xml><K>1</K><Pictures><Item>2</Item></Pictures></xml>');
    expect([...fields]).toEqual([['K', '1']]);
  });

  test.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['an unclosed element', '<xml><K>1</xml>'],
    ['an unclosed root', '<xml><K>1</K>'],
    ['elements closed crosswise', '<xml><K><L></K></L></xml>'],
    ['two elements of one name', '<xml><Event>a</Event><Event>b</Event></xml>'],
    ['two elements of one name, one of them with elements', '<xml><K>1</K><K><L/></K></xml>'],
    ['two roots', '<xml><K>1</K></xml><xml></xml>'],
    ['a root that closes itself before another', '<xml/><xml><K>1</K></xml>'],
    ['another root', '<html><K>1</K></html>'],
    ['a root in capitals', '<XML><K>1</K></XML>'],
    ['a bare ampersand', '<xml><K>a & b</K></xml>'],
    ['a section without an end', '<xml><K><![CDATA[1</K></xml>'],
    ['a comment without an end', '<xml><K>1</K></xml><!-- '],
    ['another declaration', '<xml><!ELEMENT K ANY><K>1</K></xml>'],
    ['an element named __proto__', '<xml><__proto__>1</__proto__></xml>'],
    ['an element named constructor', '<xml><constructor>1</constructor></xml>'],
    ['elements 200 deep', `<xml>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</xml>`],
    ['more tags than any push has', `<xml>${'<a/>'.repeat(5000)}</xml>`],
  ])('%s is no push', (_case, text) => {
    expect(() => parse(text)).toThrow(UnparsableError);
  });

  const doctype = '<!DOCTYPE xml [<!ENTITY k "forged">]>';

  test.each([
    ['at the start', `${doctype}<xml><K>&k;</K></xml>`],
    ['behind a declaration', `<?xml version="1.0"?>${doctype}<xml><K>&k;</K></xml>`],
    ['behind a comment', `<!-- -->${doctype}<xml><K>&k;</K></xml>`],
    ['inside the root', `<xml>${doctype}<K>&k;</K></xml>`],
    ['without entities', '<!DOCTYPE xml><xml><K>1</K></xml>'],
    ['of a file', '<!DOCTYPE xml SYSTEM "file:///etc/passwd"><xml><K>1</K></xml>'],
    ['in small letters', '<!doctype xml><xml><K>1</K></xml>'],
    ['in what only looks like a comment', `<xml a="<!--">${doctype}--><K>&k;</K></xml>`],
    ['in what only looks like a section', `<xml a="<![CDATA[">${doctype}<K>&k;</K>]]></xml>`],
    ['in what a quoted instruction hides', `<?a '?><!--' ?>${doctype}--><xml><K>&k;</K></xml>`],
  ])('a DOCTYPE %s is refused', (_case, text) => {
    expect(() => parse(text)).toThrow(UnparsableError);
  });

  const withTags = (count: number) => `<xml><K><![CDATA[${'<'.repeat(count - 5)}]]></K></xml>`;

  test('of 4,096 tags it is still read, one more only costs time', () => {
    expect(fieldsOf(withTags(4096)).K).toHaveLength(4091);
    expect(() => parse(withTags(4097))).toThrow('too many tags');
  });

  test('a chat message of nothing but brackets is still read', () => {
    expect(fieldsOf(`<xml><Content><![CDATA[${'<'.repeat(2048)}]]></Content></xml>`).Content).toHaveLength(
      2048,
    );
  });
});

describe('JSON', () => {
  test.each([
    ['text', '"0012345678905"', '0012345678905'],
    ['an integer', '1438250110', '1438250110'],
    ['a barcode as a number', '6901481811083', '6901481811083'],
    ['escapes', '"\\u4e2d\\ud83d\\ude00"', '中😀'],
    ['half a surrogate pair', '"\\ud83d"', '\uFFFD'],
  ])('%s', (_case, value, text) => {
    expect(fieldsOf(`{"K":${value}}`)).toEqual({ K: text });
  });

  test.each([
    ['a number beyond 2^53, whose digits are lost', '9007199254740993'],
    ['a fraction', '1.5'],
    ['true', 'true'],
    ['null', 'null'],
    ['an array', '["1"]'],
    ['an object', '{"K":"1"}'],
  ])('%s is left out', (_case, value) => {
    expect(fieldsOf(`{"K":${value}}`)).toEqual({});
  });

  test('a field named __proto__ is a field like any other', () => {
    const fields = parse('{"__proto__":"1","K":"2"}');
    expect([...fields]).toEqual([
      ['__proto__', '1'],
      ['K', '2'],
    ]);
  });

  test('a name inside another member does not count as a second one', () => {
    expect(fieldsOf('{"K":"\\"K\\":1","L":{"K":"2"},"M":[{"K":"3"}]}')).toEqual({ K: '"K":1' });
  });

  test('a byte order mark and white space do not matter', () => {
    expect(fieldsOf('\uFEFF\n {"K":"1"} \n')).toEqual({ K: '1' });
  });

  test.each(['null', '1', '"K"', 'true'])('%s is no object', (text) => {
    expect(() => parseJson(text)).toThrow(new UnparsableError('not a JSON object'));
  });

  test.each([
    ['broken', '{"K":'],
    ['a leading zero', '{"K":0012345678905}'],
    ['an array', '["K"]'],
    ['two objects', '{}{}'],
    ['two members of one name', '{"K":"1","L":{"M":"]"},"K":"1"}'],
    ['two members of one name, one of them escaped', '{"K":"1","\\u004b":"1"}'],
  ])('%s is no push', (_case, text) => {
    expect(() => parse(text)).toThrow(UnparsableError);
  });
});

test('an error quotes nothing of the push', () => {
  for (const text of ['<xml><secret></xml>', '{"secret":', '<xml><toString></xml>', 'secret']) {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        name: 'UnparsableError',
        message: expect.not.stringContaining('secret'),
      }),
    );
  }
});
