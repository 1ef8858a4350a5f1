import type { Fields } from '../../model/read-event.ts';
import { UnparsableError } from './unparsable-error.ts';

/**
 * Reads a JSON object's texts and integers, as text; other values are left out: no product event has one.
 * @throws {UnparsableError}
 */
export function parseJson(text: string): Fields {
  const fields = new Map<string, string>();
  const object = parseObject(text);
  refuseRepeatedNames(text);
  for (const [name, value] of Object.entries(object)) {
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

/** Strings whole, so that no brace inside one counts, and what tells how deep a name stands. */
const jsonToken = /"(?:[^"\\]|\\.)*"|[{}:]/g;

/** Of two members of one name JSON.parse keeps the last, another parser the first. */
function refuseRepeatedNames(json: string): void {
  const names = new Set<string>();
  let depth = 0;
  let previous = '';
  for (const [token] of json.matchAll(jsonToken)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (token === ':' && depth === 1) {
      const name: string = JSON.parse(previous);
      if (names.has(name)) throw new UnparsableError('two members of one name');
      names.add(name);
    }
    previous = token;
  }
}
