// What has no shape of its own: controls, formats, separators, fillers and the blank Braille pattern.
const invisible = /^[\s\p{Cc}\p{Cf}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]*$/u;
const mostNamed = 4;

/** A pushed value as it can be seen: where nothing of it can, its characters are named by their numbers. */
export function visible(value: string): string {
  if (!invisible.test(value)) return value;
  const characters = [...value];
  const named = characters.slice(0, mostNamed).map(codePoint).join(' ');
  return characters.length > mostNamed ? `${named} …` : named;
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
