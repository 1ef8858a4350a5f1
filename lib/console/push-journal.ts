import type { ForwardingFigures } from '../../functions/insights/answers.ts';
import { type PushFields, readPushLine } from '../../functions/model/push-line.ts';
import { ForwardingTotals } from '../forwarding/forwarding-totals.ts';

const shownFields = [
  'requestId',
  'event',
  'openid',
  'createTime',
  'keyStandard',
  'keyStr',
  'reason',
  'forward',
  'forwardError',
] as const;

/** What the callback function's wide log line says of one push. */
export interface JournalEntry extends Pick<PushFields, (typeof shownFields)[number]> {
  /** Counts up from 1 within one run. */
  readonly number: number;
  /** When it was read, ISO 8601. */
  readonly at: string;
  readonly outcome: string;
  readonly milliseconds: number;
}

const kept = 100;

/** How long somebody waits for the line of a push that was answered, in milliseconds. */
const longestWait = 5000;

/** The last pushes of a local run, newest first. */
export class PushJournal {
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #entries: readonly JournalEntry[] = [];
  #count = 0;
  readonly #forwarding = new ForwardingTotals();

  /** How forwarding has gone; undefined where nothing was to be forwarded. */
  get forwarding(): ForwardingFigures | undefined {
    return this.#forwarding.figures;
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Takes a line any function printed, and keeps it if it tells of a push. */
  read(line: string): void {
    const push = readPushLine(parseObject(line));
    if (push === undefined) return;
    this.#forwarding.add(push);
    const entry = entryOf(push, this.#count + 1);
    if (entry === undefined) return;
    this.#count = entry.number;
    this.#entries = [entry, ...this.#entries].slice(0, kept);
    for (const listener of this.#listeners) listener(entry);
  }

  /**
   * What became of a request that was answered. Its line is read from the function's output, which may
   * come a little after the answer; undefined where it does not come at all.
   */
  async entryOf(requestId: string): Promise<JournalEntry | undefined> {
    const known = this.#entries.find((entry) => entry.requestId === requestId);
    if (known) return known;
    return new Promise((resolve) => {
      const end = (entry?: JournalEntry) => {
        clearTimeout(timer);
        stop();
        resolve(entry);
      };
      const timer = setTimeout(end, longestWait);
      const stop = this.listen((entry) => {
        if (entry.requestId === requestId) end(entry);
      });
    });
  }

  /** Tells of each push to come; the function given back ends it. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function entryOf(push: PushFields, number: number): JournalEntry | undefined {
  if (push.outcome === undefined || push.totalMs === undefined) return undefined;
  const shown = shownFields.flatMap((name) => (push[name] === undefined ? [] : [[name, push[name]]]));
  const { outcome, totalMs: milliseconds } = push;
  return { number, at: new Date().toISOString(), outcome, milliseconds, ...Object.fromEntries(shown) };
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
