/** What the callback function's wide log line says of one push. */
export interface JournalEntry {
  /** Counts up from 1 within one run. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly event?: string;
  /** Shortened. */
  readonly openid?: string;
  readonly createTime?: string;
  readonly keyStandard?: string;
  readonly keyStr?: string;
  readonly reason?: string;
}

const kept = 100;

/** The last pushes of a local run, newest first. */
export class PushJournal {
  readonly #listeners = new Set<(entry: JournalEntry) => void>();
  #entries: readonly JournalEntry[] = [];
  #count = 0;

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Takes a line any function printed, and keeps it if it tells of a push. */
  read(line: string): void {
    const entry = entryOf(line, this.#count + 1);
    if (entry === undefined) return;
    this.#count = entry.number;
    this.#entries = [entry, ...this.#entries].slice(0, kept);
    for (const listener of this.#listeners) listener(entry);
  }

  /** Tells of each push to come; the function given back ends it. */
  listen(listener: (entry: JournalEntry) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

const optionalFields = ['event', 'openid', 'createTime', 'keyStandard', 'keyStr', 'reason'] as const;

function entryOf(line: string, number: number): JournalEntry | undefined {
  const logged = parseObject(line);
  const { message, outcome, totalMs, timestamp } = logged;
  if (message !== 'push' || typeof outcome !== 'string' || typeof totalMs !== 'number') return undefined;
  const at = typeof timestamp === 'string' ? timestamp : new Date().toISOString();
  const fields = optionalFields.flatMap((name) => {
    const value = logged[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return { number, at, outcome, milliseconds: totalMs, ...Object.fromEntries(fields) };
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line));
  } catch {
    return {};
  }
}
