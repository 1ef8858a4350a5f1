const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Replaces the references XML itself defines (XML 1.0, 4.1 and 4.6), once: `&amp;lt;` is `&lt;`. One to
 * anything else, or to a character there is not, stays as it stands.
 */
export function decodeReferences(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([a-z]{2,4}));/g,
    (reference, decimal, hex, name) => {
      if (name !== undefined) return named.get(name) ?? reference;
      const codePoint = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return isCharacter(codePoint) ? String.fromCodePoint(codePoint) : reference;
    },
  );
}

function isCharacter(codePoint: number): boolean {
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint > 0 && codePoint <= 0x10ffff && !isSurrogate;
}
