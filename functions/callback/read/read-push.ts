import { UnreadableEventError } from '../../model/read-event.ts';
import { type Classified, classify } from './classify.ts';
import { parse, UnparsableError } from './parse.ts';

/** What an authentic push says, or that nobody can say. */
export type Read = Classified | Unreadable;

export interface Unreadable {
  readonly kind: 'unreadable';
  readonly reason: string;
  /** The push as text, or in base64 where it is not UTF-8. */
  readonly raw: string;
  readonly encoding: 'utf8' | 'base64';
}

/** Reads an authentic push; one that cannot be read is kept as it is, for a retry reads no better. */
export function readPush(body: Buffer): Read {
  if (body.length === 0) return { kind: 'other', label: 'empty' };
  const text = body.toString('utf8');
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
