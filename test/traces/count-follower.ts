import { eventType, isEventName } from '../../functions/model/event-types.ts';
import { fullPage } from '../../functions/model/mark-keys.ts';
import type { Outcome } from './claim-replay.ts';
import { type Change, CountReplay } from './count-replay.ts';
import type { CountStep } from './count-steps.ts';

/** An event, as one chunk has to do with it. */
interface Part {
  readonly chunk: string;
  readonly page: string;
  readonly order: string;
}

/** A person's day, of one type of event. */
interface Page {
  /** How many events were put on it, and which. */
  puts: number;
  readonly orders: Set<string>;
  /** The event that makes the person a visitor of the account. */
  visitor: string | undefined;
}

/**
 * Follows the requests of all workers on the model of the counting protocol, event by event. What the model leaves
 * out is checked here: the pages on which a person's events of a day stand, and the sums of a transaction.
 */
export class CountFollower {
  /** What was asked for and the model does not allow, in words. */
  readonly violations: string[] = [];
  readonly #replays = new Map<string, CountReplay>();
  readonly #pages = new Map<string, Page>();
  readonly #partsOfChunk = new Map<string, Part[]>();
  readonly #chunksOfWorker = new Map<string, Set<string>>();
  /** The call that asked last for each part: who has gone on does not wait for an older one's answer. */
  readonly #lastCalls = new Map<string, string>();
  /** The calls whose transaction was made. */
  readonly #made = new Set<string>();

  get replays(): readonly CountReplay[] {
    return [...this.#replays.values()];
  }

  /**
   * A worker asks for something.
   * @returns what is to be told once DynamoDB has dealt with it, at once or much later
   */
  asked(worker: string, step: CountStep, callId: string): (outcome: Outcome) => void {
    const parts = this.#partsOf(worker, step);
    this.#asked(step, parts, callId);
    return (outcome) => {
      if (outcome !== 'refused') this.#settled(step, parts, callId, this.#effectOf(step, callId, outcome));
    };
  }

  /**
   * What became of the chunk. DynamoDB tells a transaction that it is asked for again by its ClientRequestToken, which
   * the SDK keeps, and says that it is made, as it is (TransactWriteItems, "Idempotency"); dynoxide tries it once more.
   */
  #effectOf(step: CountStep, callId: string, outcome: Outcome): Outcome {
    if (step.step !== 'count' || outcome !== 'done') return outcome;
    if (this.#made.has(callId)) return 'conditionFailed';
    this.#made.add(callId);
    return outcome;
  }

  /** Which events of which chunks a step of a worker is about. */
  #partsOf(worker: string, step: CountStep): readonly Part[] {
    switch (step.step) {
      case 'mark': {
        const parts = step.orders.map((order): Part => ({ chunk: step.chunk, page: step.page, order }));
        const chunks = this.#chunksOfWorker.get(worker) ?? new Set();
        this.#chunksOfWorker.set(worker, chunks.add(step.chunk));
        const known = this.#partsOfChunk.get(step.chunk) ?? [];
        const added = parts.filter((part) => !known.some((each) => nameOf(each) === nameOf(part)));
        this.#partsOfChunk.set(step.chunk, [...known, ...added]);
        return parts;
      }
      case 'takeOver':
        return [step];
      case 'count':
        return this.#partsIn([step.chunk]).filter((part) => this.#replayOf(part).wants(step.chunk, 'count'));
      case 'abort':
        return this.#partsIn(this.#chunksOfWorker.get(worker) ?? []).filter((part) =>
          this.#replayOf(part).wants(part.chunk, 'abort', step.theirs),
        );
      case 'read':
        return this.#partsIn(this.#chunksOfWorker.get(worker) ?? []);
    }
  }

  #asked(step: CountStep, parts: readonly Part[], callId: string): void {
    if (step.step === 'read') return;
    if (step.step === 'mark' && step.puts === undefined && this.#pageAt(step.page).puts < fullPage) {
      this.#violated(step, 'where the page is not full');
    }
    if (step.step === 'abort' && parts.length === 0)
      this.#violated(step, 'and owns nothing the asker has marked');
    if (step.step === 'count') this.#checkSums(step, parts);
    for (const part of parts) {
      // The SDK asks again; that may arrive once nobody waits for it any more.
      if (this.#lastCalls.get(keyOf(part)) === callId) continue;
      this.#lastCalls.set(keyOf(part), callId);
      const allowed = this.#replayOf(part).asked(part.chunk, step);
      if (allowed) this.#violated(step, `of ${nameOf(part)}, where the model has only ${allowed}`);
    }
  }

  /** A transaction counts those events of its chunk that are the chunk's, once it is known whose each is. */
  #checkSums(step: Extract<CountStep, { step: 'count' }>, parts: readonly Part[]): void {
    const open = this.#partsIn([step.chunk]).filter((part) => this.#replayOf(part).isOpen(step.chunk));
    for (const part of open) this.#violated(step, `while nobody knows who owns ${nameOf(part)}`);
    const events = parts.filter(isCounted).length;
    const visitors = parts.filter(({ page, order }) => this.#pageAt(page).visitor === order).length;
    if (step.events !== events || step.visitors !== visitors) {
      this.#violated(step, `where the model has ${events} events and ${visitors} visitors`);
    }
  }

  #settled(step: CountStep, parts: readonly Part[], callId: string, outcome: Outcome): void {
    switch (step.step) {
      case 'read':
        for (const part of parts) this.#replayOf(part).hasRead(part.chunk, step.chunks);
        return;
      case 'mark':
        this.#marked(step, parts, callId, outcome);
        return;
      default: {
        this.#follow(step, parts, callId, outcome);
        if (step.step === 'takeOver' || outcome !== 'done') return;
        const [chunk, fate] =
          step.step === 'abort' ? [step.theirs, 'aborted' as const] : [step.chunk, 'committed' as const];
        for (const part of this.#partsIn([chunk])) this.#replayOf(part).recorded(chunk, fate);
      }
    }
  }

  #marked(
    step: Extract<CountStep, { step: 'mark' }>,
    parts: readonly Part[],
    callId: string,
    outcome: Outcome,
  ) {
    const page = this.#pageAt(step.page);
    const isRefused = step.puts !== undefined && page.puts >= fullPage;
    if (isRefused !== (outcome === 'conditionFailed')) this.#violated(step, `was ${outcome}`);
    if (!isRefused && step.puts !== undefined) {
      page.puts += step.puts;
      for (const order of step.orders) page.orders.add(order);
      page.visitor ??= step.visit;
    }
    // Of an event that is not on it, a full page says nothing.
    const told = isRefused ? parts.filter(({ order }) => page.orders.has(order)) : parts;
    this.#follow(step, told, callId);
  }

  #follow(step: Change, parts: readonly Part[], callId: string, outcome?: Outcome): void {
    for (const part of parts) {
      const isTold = this.#lastCalls.get(keyOf(part)) === callId;
      const expected = this.#replayOf(part).settled(part.chunk, step, isTold);
      if (outcome !== undefined && outcome !== expected) {
        this.#violated(step, `of ${nameOf(part)} was ${outcome} where the model has it ${expected}`);
      }
    }
  }

  #partsIn(chunks: Iterable<string>): readonly Part[] {
    return [...chunks].flatMap((chunk) => this.#partsOfChunk.get(chunk) ?? []);
  }

  #replayOf(part: Part): CountReplay {
    const replay = this.#replays.get(nameOf(part)) ?? new CountReplay();
    this.#replays.set(nameOf(part), replay);
    return replay;
  }

  #pageAt(name: string): Page {
    const page = this.#pages.get(name) ?? { puts: 0, orders: new Set(), visitor: undefined };
    this.#pages.set(name, page);
    return page;
  }

  #violated(step: CountStep, what: string): void {
    this.violations.push(`${JSON.stringify(step)} ${what}`);
  }
}

function nameOf({ page, order }: Part): string {
  return `${page} ${order}`;
}

function keyOf(part: Part): string {
  return `${part.chunk} ${nameOf(part)}`;
}

/** Whether the statistics have a number for the event's type. */
function isCounted({ page }: Part): boolean {
  const name = page.split(' ').at(-1) ?? '';
  return isEventName(name) && eventType(name).counter !== undefined;
}
