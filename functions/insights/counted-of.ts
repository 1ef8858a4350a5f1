import { eventsTableSchema } from '../model/events-table.ts';
import { readMark, readRecord, recordKey } from '../model/mark-keys.ts';
import { batchGet } from '../stores/batch-get.ts';
import { type StoredItem, textOf } from './query-all.ts';
import type { InsightsSource } from './source.ts';

/** The orders of a user's events that are counted, each with its type, by the marks among their items. */
export async function countedOf(
  source: InsightsSource,
  items: readonly StoredItem[],
): Promise<ReadonlyMap<string, string>> {
  const marks = items.map((item) => readMark(textOf(item, eventsTableSchema.sortKey) ?? '', item));
  const owned = marks.flatMap((mark) => mark?.owners.map((owner) => ({ ...owner, event: mark.event })) ?? []);
  const committed = await committedOf(source, [...new Set(owned.map(({ chunk }) => chunk))]);
  return new Map(
    owned.filter(({ chunk }) => committed.has(chunk)).map(({ eventOrder, event }) => [eventOrder, event]),
  );
}

async function committedOf(
  { dynamodb, eventsTable }: InsightsSource,
  chunks: readonly string[],
): Promise<ReadonlySet<string>> {
  const records = (await batchGet(dynamodb, eventsTable, chunks.map(recordKey))).map(readRecord);
  return new Set(records.flatMap((record) => (record?.fate === 'committed' ? [record.chunk] : [])));
}
