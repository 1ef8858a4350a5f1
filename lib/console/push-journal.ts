/** What the callback function's wide log line says of one push. */
export interface JournalEntry {
  /** Counts up from 1 within one run. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly outcome: string;
  readonly milliseconds: number;
  /** API Gateway's name of the request, as the answer's header has it. */
  readonly requestId?: string;
  readonly event?: string;
  /** Shortened. */
  readonly openid?: string;
  readonly createTime?: string;
  readonly keyStandard?: string;
  readonly keyStr?: string;
  readonly reason?: string;
}

const kept = 100;

/** How long somebody waits for the line of a push that was answered, in milliseconds. */
const longestWait = 5000;

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

const optionalFields = [
  'requestId',
  'event',
  'openid',
  'createTime',
  'keyStandard',
  'keyStr',
  'reason',
] as const;

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
