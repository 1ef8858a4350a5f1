import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fields } from '../model/read-product-event.ts';

/** The text is no push. The message says what is wrong with its form and quotes nothing of it. */
export class UnparsableError extends Error {
  override readonly name = 'UnparsableError';
}

/**
 * Reads a push, XML or JSON (an option of Weixin's console), into fields that are all text.
 * Elements with elements inside are left out: no product event has one.
 * @throws {UnparsableError}
 */
export function parse(text: string): Fields {
  const body = text.replace(/^\uFEFF/, '').trim();
  return body.startsWith('{') ? parseJson(body) : parseXml(body);
}

const parser = new XMLParser({
  preserveOrder: true, // else two elements of one name become an array, and names become properties
  ignoreAttributes: true,
  parseTagValue: false, // else 0012345678905 becomes a number
  trimValues: false, // CDATA is kept to the letter
  cdataPropName: '#cdata',
  htmlEntities: true, // this option also decodes &#20013;
});

type Node = Readonly<Record<string, readonly Node[] | string>>;

function parseXml(text: string): Fields {
  if (hasMarkupDeclaration(text)) throw new UnparsableError('DOCTYPE or other declaration');
  const root = parseNodes(text).find((node) => 'xml' in node)?.xml;
  if (!Array.isArray(root)) throw new UnparsableError('no element xml');
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  for (const node of root as readonly Node[]) {
    for (const [name, children] of Object.entries(node)) {
      if (typeof children === 'string' || name.startsWith('?')) continue;
      if (seen.has(name)) throw new UnparsableError('two elements of one name');
      seen.add(name);
      const value = textOf(children);
      if (value !== undefined) fields.set(name, value);
    }
  }
  return fields;
}

/** fast-xml-parser's parser takes unclosed tags, its validator does not; both throw on hostile names. */
function parseNodes(text: string): readonly Node[] {
  try {
    if (XMLValidator.validate(text) !== true) throw new UnparsableError('not well-formed');
    return parser.parse(text);
  } catch (error) {
    if (error instanceof UnparsableError) throw error;
    throw new UnparsableError('refused by the XML parser', { cause: error });
  }
}

// Comments, CDATA sections and processing instructions are passed over whole, in the order in which a
// parser meets them, so that a DOCTYPE in a chat text is text and one behind a comment is found.
const markup = /<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[!?]/gs;

function hasMarkupDeclaration(text: string): boolean {
  for (const [found] of text.matchAll(markup)) if (found.length === 2) return true;
  return false;
}

/** The text of a leaf element; white space around CDATA sections is the sender's formatting. */
function textOf(children: readonly Node[]): string | undefined {
  let text = '';
  for (const child of children) {
    const bare = child['#text'];
    const section = child['#cdata'];
    if (typeof bare === 'string') text += bare.trim();
    else if (Array.isArray(section)) text += section.map((part: Node) => part['#text'] ?? '').join('');
    else return undefined;
  }
  return text.toWellFormed();
}

function parseJson(text: string): Fields {
  const fields = new Map<string, string>();
  for (const [name, value] of Object.entries(parseObject(text))) {
    if (typeof value === 'string') fields.set(name, value.toWellFormed());
    // A number beyond 2^53 has lost digits by now: better missing than wrong.
    else if (Number.isSafeInteger(value)) fields.set(name, String(value));
  }
  return fields;
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // The parser's own message quotes the text.
  }
  throw new UnparsableError('not a JSON object');
}
