import { CsvError, parse } from 'csv-parse/sync';
import type { Product } from '../../functions/model/product.ts';
import { readField } from '../report/csv.ts';
import { inEach, type Spoken } from '../wording/language.ts';
import { type NamesText, namesTexts } from '../wording/names.ts';
import { reportTexts } from '../wording/report.ts';
import { objectionTo } from './write-name.ts';

/** The columns of a file of names, as its first line says them. */
export const nameColumns = ['keyStandard', 'keyStr', 'name'] as const;

export interface NamedLine {
  readonly line: number;
  readonly product: Product;
  readonly name: string;
}

/** What a file of names says, and what of it nobody can take, by line. */
export interface NamesFile {
  readonly names: readonly NamedLine[];
  readonly objections: readonly { readonly line: number; readonly why: Spoken<string> }[];
}

/** As the list of products has that column, in either language. */
const nameTitles = Object.values(inEach(reportTexts, ({ name }) => name));

const notText = '\uFFFD';

/**
 * Reads a CSV file of names: UTF-8 with or without a BOM, quoted or not, with commas or Excel's semicolons, and as
 * reports and page write it.
 */
export function readNames(bytes: Buffer): NamesFile {
  const text = bytes.toString('utf8');
  if (text.includes(notText))
    return refused(
      1,
      inEach(namesTexts, ({ notUtf8 }) => notUtf8),
    );
  const [first = ''] = text.split(/\r?\n/, 1);
  try {
    const rows = parse(text, {
      bom: true,
      delimiter: first.includes(';') && !first.includes(',') ? ';' : ',',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      on_record: (fields: string[], { lines }) => [String(lines), ...fields.map(readField)],
    });
    return namesOf(rows.map(([line, ...fields]) => ({ line: Number(line), fields })));
  } catch (error) {
    if (error instanceof CsvError)
      return refused(Number(error.lines ?? 1), { en: error.message, zh: error.message });
    throw error;
  }
}

interface Line {
  readonly line: number;
  readonly fields: readonly string[];
}

function namesOf([head, ...lines]: readonly Line[]): NamesFile {
  const columns = head?.fields.map((field) => field.toLowerCase()) ?? [];
  const places = nameColumns.map((column) => {
    const titles = [column, ...(column === 'name' ? nameTitles : [])].map((title) => title.toLowerCase());
    return columns.findIndex((each) => titles.includes(each));
  });
  if (places.includes(-1)) {
    const columnNames = nameColumns.join(',');
    return refused(
      head?.line ?? 1,
      inEach(namesTexts, ({ noColumns }) => noColumns(columnNames)),
    );
  }
  const seen = new Map<string, number>();
  const names: NamedLine[] = [];
  const objections: { line: number; why: Spoken<string> }[] = [];
  for (const { line, fields } of lines) {
    const [KeyStandard = '', KeyStr = '', name = ''] = places.map((place) => fields[place] ?? '');
    const key = JSON.stringify([KeyStandard, KeyStr]);
    const why = objection({ KeyStandard, KeyStr }, name, columns.length, fields.length, seen.get(key));
    if (why === undefined) names.push({ line, product: { KeyStandard, KeyStr }, name });
    else objections.push({ line, why });
    if (!seen.has(key)) seen.set(key, line);
  }
  return { names, objections };
}

function objection(
  { KeyStandard, KeyStr }: Product,
  name: string,
  columns: number,
  fields: number,
  seen: number | undefined,
): Spoken<string> | undefined {
  const say = (words: (text: NamesText) => string) => inEach(namesTexts, words);
  if (fields !== columns) return say((text) => text.fields(fields, columns));
  if (KeyStandard === '') return say((text) => text.emptyColumn('keyStandard'));
  if (KeyStr === '') return say((text) => text.emptyColumn('keyStr'));
  // Excel writes long numbers so, and loses their last digits.
  if (/^\d(\.\d+)?E\+\d+$/i.test(KeyStr)) return say((text) => text.wasNumber(KeyStr));
  if (seen !== undefined) return say((text) => text.twice(seen));
  return objectionTo(name);
}

function refused(line: number, why: Spoken<string>): NamesFile {
  return { names: [], objections: [{ line, why }] };
}
