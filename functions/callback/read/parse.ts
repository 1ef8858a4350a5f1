import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fields } from '../../model/read-event.ts';
import { parseFlat } from './parse-flat.ts';
import { decodeReferences } from './references.ts';

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
  jPath: false, // else every element costs the length of its path
  entityDecoder: {
    decode: decodeReferences,
    // The parser calls this for every DOCTYPE. A check before it could be shown a comment or a CDATA
    // section where the parser, who knows quotes, sees a DOCTYPE.
    addInputEntities: refuseDoctype,
    setExternalEntities() {},
    setXmlVersion() {},
    reset() {},
  },
});

function refuseDoctype(): never {
  throw new UnparsableError('DOCTYPE');
}

/** A push has about 50 `<`; a chat message of nothing else has 2,048. More would only cost time. */
const mostTags = 4096;

type Node = Readonly<Record<string, readonly Node[] | string>>;

function parseXml(text: string): Fields {
  if (text.split('<', mostTags + 2).length > mostTags + 1) throw new UnparsableError('too many tags');
  return parseFlat(text) ?? parseAny(text);
}

function parseAny(text: string): Fields {
  const [root, ...others] = parseNodes(text).flatMap((node) => ('xml' in node ? [node.xml] : []));
  if (root === undefined || typeof root === 'string' || others.length > 0)
    throw new UnparsableError('not one element xml');
  const fields = new Map<string, string>();
  const seen = new Set<string>();
  for (const node of root) {
    for (const [name, children] of Object.entries(node)) {
      if (typeof children === 'string' || name.startsWith('?')) continue;
      if (name.startsWith('!')) throw new UnparsableError('a declaration');
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
