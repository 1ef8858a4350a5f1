import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { PushJournal } from './push-journal.ts';

export interface LiveSource {
  /** Reads what the stream shows. */
  readonly read: () => Promise<unknown>;
  readonly everyMilliseconds: number;
  readonly journal: PushJournal | undefined;
}

/** Server-sent events: `pipeline` with its depths at intervals, `push` as soon as one was answered. */
export class LiveStream {
  readonly #source: LiveSource;
  readonly #watchers = new Set<ServerResponse>();
  readonly #stopping = new AbortController();
  #reading = false;

  constructor(source: LiveSource) {
    this.#source = source;
    source.journal?.listen((entry) => this.#tell('push', entry));
  }

  add(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.write('retry: 1000\n\n');
    this.#watchers.add(response);
    request.on('close', () => this.#watchers.delete(response));
    void this.#readWhileWatched();
  }

  stop(): void {
    this.#stopping.abort();
    for (const watcher of this.#watchers) watcher.end();
  }

  /** One loop for all watchers, and none where nobody looks: each reading asks every queue. */
  async #readWhileWatched(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const { signal } = this.#stopping;
    while (this.#watchers.size > 0 && !signal.aborted) {
      const reading = await this.#source.read().catch(() => undefined);
      if (reading === undefined) this.#tell('unread', {});
      else this.#tell('pipeline', reading);
      await pause(this.#source.everyMilliseconds, undefined, { signal }).catch(() => undefined);
    }
    this.#reading = false;
  }

  #tell(event: string, data: unknown): void {
    for (const watcher of this.#watchers) watcher.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
