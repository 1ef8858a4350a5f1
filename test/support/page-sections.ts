import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What stands under one heading, up to the next of any level. */
export interface Section {
  readonly heading: string;
  readonly level: number;
  /** Lines of fenced blocks, comments taken off. */
  readonly code: readonly string[];
  /** What is written as code inside sentences and tables, in the order of the alphabet. */
  readonly names: readonly string[];
  /** Where links and pictures go. */
  readonly links: readonly string[];
  /** Rows of tables, as cells. */
  readonly rows: readonly (readonly string[])[];
}

/** A page's sections. */
export function readPage(file: string): readonly Section[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n');
  const sections: { heading: string; level: number; code: string[]; text: string[] }[] = [];
  let fence: string | undefined;
  for (const line of lines) {
    const [, opened] = /^\s*```(\w*)$/.exec(line) ?? [];
    const [, marks, heading] = /^(#+) (.+)$/.exec(line) ?? [];
    const section = sections.at(-1);
    if (opened !== undefined) {
      fence = fence === undefined ? opened : undefined;
      section?.code.push(`\`\`\`${opened}`);
    } else if (fence !== undefined) {
      // A block without a language is a drawing, whose words are translated.
      if (fence !== '') section?.code.push(withoutComment(line));
    } else if (marks !== undefined && heading !== undefined) {
      sections.push({ heading, level: marks.length, code: [], text: [] });
    } else {
      section?.text.push(line);
    }
  }
  return sections.map(({ heading, level, code, text: lines }) => {
    const text = lines.join('\n');
    const linksFrom = dirname(file);
    return {
      heading,
      level,
      code,
      names: codeIn(text).sort(),
      links: [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) =>
        /^(https:|#)/.test(link) ? link : join(linksFrom, link),
      ),
      rows: lines.filter((line) => /^\s*\|/.test(line)).map((line) => line.trim().slice(1, -1).split('|')),
    };
  });
}

export function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

function withoutComment(line: string): string {
  return line.replace(/\s+# .*$/, '').trimEnd();
}

/** The place of the heading that a link inside a page goes to; undefined for other links, and where there is none. */
export function ownPlace(page: readonly Section[], link: string): number | undefined {
  const place = page.findIndex(({ heading }) => link === `#${anchorOf(heading)}`);
  return place === -1 ? undefined : place;
}

/** A heading's anchor as GitHub makes it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
