import { randomUUID } from 'node:crypto';
import { type Deadline, OutOfTimeError } from '../runtime/deadline.ts';
import { errorName } from '../runtime/telemetry.ts';
import type { Stores } from '../stores/stores.ts';
import { confirmSent } from './confirm-sent.ts';
import { lease, release } from './lease.ts';
import type { OutboxRow } from './outbox-row.ts';
import { type Outgoing, outgoing, packBatches, sendBatch } from './send-batch.ts';
import { waitingRows } from './waiting-rows.ts';

/** What one run did. */
export interface Drained {
  readonly sent: number;
  /** Rows seen that are still there: what the queue did not take, and what another run has. */
  readonly left: number;
  /** Age of the oldest of them, in seconds. */
  readonly oldestSeconds: number;
  /** The classes of the errors met. */
  readonly errors: readonly string[];
}

/**
 * Sends what waits in the outbox, oldest first, until nothing is left or time is up.
 * @throws what the AWS SDK throws where the outbox cannot be listed: how much waits is not known then
 */
export async function drain(stores: Stores, deadline: Deadline): Promise<Drained> {
  const run = new Run(stores, deadline);
  try {
    for await (const rows of waitingRows(stores.events, deadline.signal)) {
      deadline.check();
      await run.send(rows);
    }
  } catch (error) {
    if (!(error instanceof OutOfTimeError)) throw error;
    run.errors.add(error.name);
  }
  return run.outcome();
}

class Run {
  readonly errors = new Set<string>();
  readonly #id = randomUUID();
  readonly #left = new Set<OutboxRow>();
  #sent = 0;

  readonly #stores: Stores;
  readonly #deadline: Deadline;

  constructor(stores: Stores, deadline: Deadline) {
    this.#stores = stores;
    this.#deadline = deadline;
  }

  /** Leases the rows, sends them in batches and takes those that were sent out of the outbox. */
  async send(rows: readonly OutboxRow[]): Promise<void> {
    for (const row of rows) this.#left.add(row);
    const leased = await Promise.all(rows.map((row) => this.#lease(row)));
    const batches = packBatches(leased.filter((message) => message !== undefined));
    for (const batch of batches) {
      this.#deadline.check();
      await this.#sendBatch(batch);
    }
  }

  outcome(): Drained {
    const ages = [...this.#left].map(({ since }) => (Date.now() - Date.parse(since)) / 1000);
    const oldestSeconds = Math.max(0, ...ages.map(Math.round));
    return { sent: this.#sent, left: this.#left.size, oldestSeconds, errors: [...this.errors] };
  }

  /** The message of a row that is now this run's; one row's trouble is not another's. */
  async #lease(row: OutboxRow): Promise<Outgoing | undefined> {
    const { events, queues } = this.#stores;
    const leased = await this.#attempt(() => lease(events, row, this.#id, this.#deadline.signal));
    if (leased === undefined) return undefined;
    if (leased.item.enqueuedAt !== undefined) {
      // An attempt of the callback's put it on the queue after all.
      await this.#confirm(row);
      return undefined;
    }
    try {
      return { ...outgoing(queues, leased), row };
    } catch (error) {
      await this.#release(row, errorName(error));
      return undefined;
    }
  }

  async #sendBatch(batch: readonly Outgoing[]): Promise<void> {
    const failures = await this.#failures(batch);
    const ends = batch.map((message) => {
      const failure = failures.get(message);
      return failure === undefined ? this.#confirm(message.row) : this.#release(message.row, failure);
    });
    await Promise.all(ends);
  }

  /** Why which messages are not on their queue; where SQS did not answer none of them counts as sent. */
  async #failures(batch: readonly Outgoing[]): Promise<ReadonlyMap<Outgoing, string>> {
    try {
      return await sendBatch(this.#stores.queues, batch, this.#deadline.signal);
    } catch (error) {
      return new Map(batch.map((message) => [message, errorName(error)]));
    }
  }

  async #confirm(row: OutboxRow): Promise<void> {
    await this.#attempt(async () => {
      await confirmSent(this.#stores.events, row, this.#deadline.signal);
      this.#left.delete(row);
      this.#sent += 1;
    });
  }

  async #release(row: OutboxRow, lastError: string): Promise<void> {
    this.errors.add(lastError);
    await this.#attempt(() => release(this.#stores.events, row, this.#id, lastError, this.#deadline.signal));
  }

  /** What a step gives, or undefined where it failed: the row then waits for the next run. */
  async #attempt<Value>(step: () => Promise<Value>): Promise<Value | undefined> {
    try {
      return await step();
    } catch (error) {
      this.errors.add(errorName(error));
      return undefined;
    }
  }
}
