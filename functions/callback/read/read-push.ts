import { eventNames } from '../../model/event-types.ts';
import { UnreadableEventError } from '../../model/read-event.ts';
import { type Classified, classify, otherByHead } from './classify.ts';
import { parse } from './parse.ts';
import { readHead } from './read-head.ts';
import { UnparsableError } from './unparsable-error.ts';

/** What an authentic push says, or that nobody can say. */
export type Read = Classified | Unreadable;

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
  /** The push as text, or in base64 where it is not UTF-8. */
  readonly raw: string;
  readonly encoding: 'utf8' | 'base64';
}

/**
 * Reads an authentic push. One that can be a product event and cannot be read is kept as it is, for a retry
 * reads no better; what cannot be one is nobody's business, readable or not.
 */
export function readPush(body: Buffer): Read {
  if (body.length === 0) return { kind: 'other', label: 'empty' };
  const text = body.toString('utf8');
  const other = otherByHead(readHead(text));
  if (other) return other;
  const read = readWhole(text, body);
  return read.kind === 'unreadable' && !namesAnEvent(text) ? { kind: 'other', label: 'other' } : read;
}

function readWhole(text: string, body: Buffer): Read {
  if (text.includes('\uFFFD') && !Buffer.from(text).equals(body)) {
    return { kind: 'unreadable', reason: 'not UTF-8', raw: body.toString('base64'), encoding: 'base64' };
  }
  try {
    return classify(parse(text));
  } catch (error) {
    if (!(error instanceof UnparsableError || error instanceof UnreadableEventError)) throw error;
    return { kind: 'unreadable', reason: error.message, raw: text, encoding: 'utf8' };
  }
}

/** A push that names none of the events cannot be one: what is unreadable of it is no event's. */
function namesAnEvent(text: string): boolean {
  return eventNames.some((name) => text.includes(name));
}
