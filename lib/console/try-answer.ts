import type { SeenReply } from '../weixin/passive-reply.ts';
import type { JournalEntry } from './push-journal.ts';
import type { TriedName } from './tried.ts';

/** What was pushed by hand, what went over the wire, and what came back. */
export interface TryAnswer {
  readonly name: TriedName;
  /** What was pushed under Weixin's names: pushed again, it is Weixin's retry. */
  readonly fields: Readonly<Record<string, string>>;
  readonly sent: { readonly url: string; readonly body: string };
  readonly acknowledged: boolean;
  /** What became of it, by the callback function's own log line; undefined where that did not come. */
  readonly fate?: Pick<JournalEntry, 'outcome' | 'reason' | 'forward' | 'forwardError'>;
  /** What the follower gets to see of it; undefined where nothing was replied. */
  readonly reply?: SeenReply;
  readonly milliseconds: number;
  /** The status answered, or why there was no answer. */
  readonly answer: number | string;
}
