import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPush } from '../../../functions/callback/read/read-push.ts';
import { fuzzRuns } from './fuzz-runs.ts';
import { tokens } from './hostile-text.ts';

const longest = 64 * 1024;
/** What a text of 64 KB may cost at most, in milliseconds of CPU. */
const mostCpu = 50;

/** The text in front, as much as fits of the repeated one, and the text behind. */
function filled(repeated: string, front = '<xml>', behind = '</xml>'): string {
  const room = longest - Buffer.byteLength(front) - Buffer.byteLength(behind);
  return front + repeated.repeat(Math.floor(room / Buffer.byteLength(repeated))) + behind;
}

/** As many different names as fit, each in a piece of its own. */
function different(piece: (name: string) => string, front: string, behind: string): string {
  const names = Array.from({ length: 8000 }, (_, index) => piece(`n${index.toString(36)}`));
  while (front.length + names.join('').length + behind.length > longest) names.length -= 100;
  return front + names.join('') + behind;
}

const longName = 'n'.repeat(16_000);

test.each<[string, string]>([
  ['elements in elements', filled('<a>', '', '')],
  ['elements in elements, closed', `<xml>${'<a>'.repeat(4600)}${'</a>'.repeat(4600)}</xml>`],
  ['as many elements as are read at all', `<xml>${'<a/>'.repeat(4000)}</xml>`],
  ['many elements', filled('<a/>')],
  ['many different elements', different((name) => `<${name}/>`, '<xml>', '</xml>')],
  ['many elements inside one of a long name', `<xml><${longName}>${'<b/>'.repeat(4000)}</${longName}></xml>`],
  [
    'many texts inside an element of a long name',
    `<xml><${longName}>${'<b/>x'.repeat(4000)}</${longName}></xml>`,
  ],
  [
    'elements of long names in one another',
    `<xml>${'<aaaaaaaaaaaaaaaaaa>'.repeat(1500)}${'</aaaaaaaaaaaaaaaaaa>'.repeat(1500)}</xml>`,
  ],
  ['opening brackets', filled('<')],
  ['closing brackets', filled('>')],
  ['comments that do not end', filled('<!--')],
  ['comments', filled('<!---->')],
  ['a comment of dashes', filled('-', '<xml><!--', '--></xml>')],
  ['sections that do not end', filled('<![CDATA[')],
  ['sections', filled('<![CDATA[]]>', '<xml><a>', '</a></xml>')],
  ['a section of brackets', filled(']', '<xml><a><![CDATA[', ']]></a></xml>')],
  ['ampersands', filled('&')],
  ['references', filled('&amp;', '<xml><a>', '</a></xml>')],
  ['references to characters', filled('&#1;', '<xml><a>', '</a></xml>')],
  ['references to nothing', filled('&a;', '<xml><a>', '</a></xml>')],
  ['one reference of many digits', filled('1', '<xml><a>&#', ';</a></xml>')],
  ['attributes', different((name) => ` ${name}=""`, '<xml', '></xml>')],
  ['an attribute that does not end', filled('a', '<xml a="', '')],
  ['attributes of quotes', filled(`a="'" `, '<xml ', '></xml>')],
  ['white space in a tag', filled(' ', '<xml', '></xml>')],
  ['tabs in a tag', filled('\t', '<xml', '></xml>')],
  ['equals signs in a tag', filled('=', '<xml ', '></xml>')],
  ['instructions', filled('<?a?>')],
  ['an instruction of attributes', different((name) => ` ${name}=""`, '<?xml', '?><xml></xml>')],
  ['an instruction of white space', filled(' ', '<?xml', '?><xml></xml>')],
  ['entities', filled('<!ENTITY a "b">', '<!DOCTYPE xml [', ']><xml></xml>')],
  ['one long entity', filled('b', '<!DOCTYPE xml [<!ENTITY a "', '">]><xml></xml>')],
  ['a DOCTYPE of white space', filled(' ', '<!DOCTYPE', '><xml></xml>')],
  ['closing tags', filled('</a>')],
  ['line ends', filled('\r\n', '<xml><a>', '</a></xml>')],
  ['text', filled('中', '<xml><a>', '</a></xml>')],
  ['objects in objects', filled('{"a":', '', '')],
  ['arrays in arrays', filled('[', '{"a":', '')],
  ['many keys', different((name) => `"${name}":1,`, '{', '"a":1}')],
  ['one long number', filled('1', '{"a":', '}')],
  ['escapes', filled('\\u0041', '{"a":"', '"}')],
])('64 KB of %s cost less than 50 ms of CPU', (_case, text) => {
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longest);
  expect(cpuOf(Buffer.from(text))).toBeLessThan(mostCpu);
});

test('64 KB of anything repeated cost less than 50 ms of CPU', () => {
  const piece = fc
    .array(fc.constantFrom(...tokens), { minLength: 1, maxLength: 3 })
    .map((pieces) => pieces.join(''));
  const edge = fc.array(fc.constantFrom(...tokens), { maxLength: 3 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(edge, piece, edge, (front, repeated, behind) => {
      expect(cpuOf(Buffer.from(filled(repeated, front, behind)))).toBeLessThan(mostCpu);
    }),
    // Each try is of 64 KB.
    { ...fuzzRuns, numRuns: Math.ceil(fuzzRuns.numRuns / 10) },
  );
});

/** The least of several runs: the rest is the engine compiling and collecting, and other tests beside it. */
function cpuOf(body: Buffer): number {
  let least = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 20 && least >= mostCpu; run++) {
    const before = process.cpuUsage();
    readPush(body);
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
