import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type { Fields } from '../../model/read-event.ts';
import { parseFlat } from './parse-flat.ts';
import { parseJson } from './parse-json.ts';
import { decodeReferences } from './references.ts';
import { UnparsableError } from './unparsable-error.ts';

/**
 * Reads a push, XML or JSON (an option of Weixin's console), into fields that are all text.
 * Elements with elements inside are left out: no product event has one.
 * @throws {UnparsableError}
 */
export function parse(text: string): Fields {
  // A byte order mark is white space, too.
  const body = text.trim();
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
