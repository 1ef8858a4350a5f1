import type { Fields } from '../../model/read-event.ts';

const opening = '<xml>';
const closing = '</xml>';
const sectionEnd = ']]>';

// Weixin's element names; none of them is a name JavaScript gives a meaning to.
const element = /[\n\t ]*<([A-Z][A-Za-z]{0,63})>(<!\[CDATA\[)?/y;
const lastSpace = /[\n\t ]*/y;

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
  for (let tag = match(element, text, at); tag !== undefined; tag = match(element, text, at)) {
    const [whole, name = '', isSection] = tag;
    const start = at + whole.length;
    const valueEnd = text.indexOf(isSection ? sectionEnd : '<', start);
    const value = text.slice(start, valueEnd);
    const end = valueEnd + (isSection ? sectionEnd.length : 0);
    const endTag = `</${name}>`;
    if (valueEnd < 0 || fields.has(name) || !text.startsWith(endTag, end)) return undefined;
    if (!isSection && value.includes('&')) return undefined;
    fields.set(name, (isSection ? value : value.trim()).toWellFormed());
    at = end + endTag.length;
  }
  const space = match(lastSpace, text, at)?.[0] ?? '';
  return at + space.length === text.length - closing.length ? fields : undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
