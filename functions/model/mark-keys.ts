import type { EventName } from './event-types.ts';
import { type EventKey, eventsTableSchema } from './events-table.ts';
import { digest, sha256 } from './key-text.ts';

/**
 * What makes an event count once, in the Events table (docs/count-protocol.md):
 *
 *     FromUserName    CreateTimeEvent              item
 *     OPENID          counted#DAY#EVENT            who counts the events of a person's day, and as a visitor of what
 *     OPENID          counted#DAY#EVENT#BUCKET     the same of those that found it full
 *     chunk#CHUNK     record                       whether what a chunk owns is counted
 *
 * CHUNK is the id of what a worker counts in one transaction.
 */
const markPrefix = 'counted#';

/** The attribute of a mark that says how many events were put on it. */
export const marksOnPage = 'n';

/** So many events fill a person's page of a day: about 4 KB. An ordinary day stays under 1 KB. */
export const fullPage = 50;

/** The attribute of the event that makes a person a visitor of the account that day. */
export const accountVisit = 'v';

const ownerPrefix = 'e:';

/** The attribute, named after an event, that holds the chunk it belongs to. */
export function ownerAttribute(eventOrder: string): string {
  return `${ownerPrefix}${eventOrder}`;
}

/** The attribute of the event that makes a person a visitor of a product that day. */
export function productVisit(productId: string): string {
  return `p:${digest(productId)}`;
}

/** The key of a person's marks of one calendar day (`YYYY-MM-DD`) and type of event. */
export function markKey(openid: string, day: string, event: EventName): EventKey {
  return { FromUserName: openid, CreateTimeEvent: `${markPrefix}${day}#${event}` };
}

/**
 * The key for what found the page full: there are 4,096 such items a day, so that a person's hundred
 * thousand events make none of them large.
 * @param attribute what is to be marked there
 */
export function overflowKey(page: EventKey, attribute: string): EventKey {
  return { ...page, CreateTimeEvent: `${page.CreateTimeEvent}#${sha256(attribute).slice(0, 3)}` };
}

/** The events a stored mark holds and the chunks that own them; undefined where the item is no mark. */
export function readMark(sortKey: string, attributes: Readonly<Record<string, unknown>>) {
  if (!sortKey.startsWith(markPrefix)) return undefined;
  const [day = '', event = ''] = sortKey.slice(markPrefix.length).split('#');
  const owners = Object.entries(attributes).flatMap(([name, owner]) =>
    name.startsWith(ownerPrefix) && typeof owner === 'string'
      ? [{ eventOrder: name.slice(ownerPrefix.length), chunk: owner }]
      : [],
  );
  return { day, event, owners };
}

/** What became of a chunk, for ever: its events are counted, or never will be under its id. */
export const fates = ['committed', 'aborted'] as const;

export type Fate = (typeof fates)[number];

/** The attribute of a record that holds the chunk's fate. */
export const recordedFate = 'fate';

const recordPrefix = 'chunk#';

export function recordKey(chunk: string): EventKey {
  return { FromUserName: `${recordPrefix}${chunk}`, CreateTimeEvent: 'record' };
}

/** The fate a record tells; undefined where it is none. */
export function readFate(fate: unknown): Fate | undefined {
  return fates.find((known) => known === fate);
}

/** A stored record's chunk and its fate; undefined where the item is no record. */
export function readRecord(item: Readonly<Record<string, unknown>>) {
  const fate = readFate(item[recordedFate]);
  const partition = String(item[eventsTableSchema.partitionKey]);
  return fate && { chunk: partition.slice(recordPrefix.length), fate };
}
