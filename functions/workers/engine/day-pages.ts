type Item = Readonly<Record<string, unknown>>;

/** Bytes of labels that fill a page. Hours and channels come on top: a page in full use has about 1 KB. */
const fullPage = 500;
/** What a number takes beside its name. */
const numberBytes = 3;

interface Page {
  readonly labels: Set<string>;
  bytes: number;
}

/**
 * The pages of what one counter counted on a day, as far as they are known. An event is on the page that has
 * its widest label, so that it touches one of them; a page that is full takes no new ones. The labels that
 * come first, which are mostly those that come often, so share the first page.
 *
 * Nothing relies on which page counts what: readers add them up, and another worker may find other pages full.
 */
export class DayPages {
  /** What the names of the widest labels have in front. */
  readonly #prefix: string;
  readonly #pages: Page[] = [];
  #isComplete = false;

  /** @param widest the widest label of an event that is counted there */
  constructor(widest: string) {
    this.#prefix = widest.slice(0, widest.indexOf(':') + 1);
  }

  /** Whether there can be more than one. */
  get areMany(): boolean {
    return this.#prefix !== '';
  }

  /** How many are known. */
  get known(): number {
    return this.#pages.length;
  }

  /** Adds what was read behind the known pages; undefined where nothing is there. */
  add(item: Item | undefined): void {
    if (item === undefined) {
      this.#isComplete = true;
      return;
    }
    const page: Page = { labels: new Set(), bytes: 0 };
    for (const name of Object.keys(item)) if (name.startsWith(this.#prefix)) put(name, page);
    this.#pages.push(page);
  }

  /** Whether enough pages are known to say where events with these labels belong. */
  hold(widest: Iterable<string>): boolean {
    return !this.areMany || this.#isComplete || [...widest].every((label) => this.#find(label) !== -1);
  }

  /** The page of an event with that label, which it then has. */
  pageOf(widest: string): number {
    const found = this.#find(widest);
    const place = found === -1 ? this.#pages.length : found;
    const page = this.#pages[place] ?? { labels: new Set(), bytes: 0 };
    this.#pages[place] = page;
    if (!page.labels.has(widest)) put(widest, page);
    return place;
  }

  #find(label: string): number {
    const holding = this.#pages.findIndex(({ labels }) => labels.has(label));
    return holding === -1 ? this.#pages.findIndex(({ bytes }) => bytes < fullPage) : holding;
  }
}

function put(label: string, page: Page): void {
  page.labels.add(label);
  page.bytes += Buffer.byteLength(label) + numberBytes;
}
