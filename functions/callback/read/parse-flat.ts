import type { Fields } from '../../model/read-event.ts';
import { matchAt } from './match-at.ts';

const opening = '<xml>';
const closing = '</xml>';
const sectionEnd = ']]>';

// Weixin's element names; none of them is a name JavaScript gives a meaning to.
const openingTag = /[\r\n\t ]*<([A-Z][A-Za-z]{0,63})>(<!\[CDATA\[)?/y;
const lastSpace = /[\n\t ]*/y;

/** One element in the form Weixin writes, and where the text behind it starts. */
interface Element {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

/**
 * Reads the one form Weixin writes, ten times as fast as a whole XML parser does: `<xml>` around elements
 * of different names, each of which holds bare text or one CDATA section. Undefined for any other form, of
 * which nothing is said: the XML parser has to read that. What is read here it would read the same.
 * @param text without white space around it
 */
export function parseFlat(text: string): Fields | undefined {
  // The XML parser makes \n of \r.
  if (!text.startsWith(opening) || !text.endsWith(closing) || text.includes('\r')) return undefined;
  const fields = new Map<string, string>();
  let at = opening.length;
  for (let element = readElement(text, at); element !== undefined; element = readElement(text, at)) {
    if (fields.has(element.name)) return undefined;
    fields.set(element.name, element.value);
    at = element.end;
  }
  const space = matchAt(lastSpace, text, at)?.[0] ?? '';
  return at + space.length === text.length - closing.length ? fields : undefined;
}

/** The element that stands at a place, white space in front of it aside; undefined in any other form. */
export function readElement(text: string, at: number): Element | undefined {
  const tag = matchAt(openingTag, text, at);
  if (tag === undefined) return undefined;
  const [whole, name = '', isSection] = tag;
  const start = at + whole.length;
  const valueEnd = text.indexOf(isSection ? sectionEnd : '<', start);
  const value = text.slice(start, valueEnd);
  const tagStart = valueEnd + (isSection ? sectionEnd.length : 0);
  const closingTag = `</${name}>`;
  if (valueEnd < 0 || !text.startsWith(closingTag, tagStart)) return undefined;
  if (!isSection && value.includes('&')) return undefined;
  return {
    name,
    value: (isSection ? value : value.trim()).toWellFormed(),
    end: tagStart + closingTag.length,
  };
}
