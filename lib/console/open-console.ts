import { readPipeline } from '../../functions/insights/pipeline.ts';
import { BadRequestError } from '../../functions/reads/bad-request-error.ts';
import { insightReads, type ReadSource } from '../../functions/reads/insight-reads.ts';
import type { LocalWeixinAccount } from './about.ts';
import { type Console, type ConsoleOptions, serveConsole } from './console.ts';
import { consoleReads, type FixedAbout } from './console-reads.ts';
import { nameProduct } from './name-product.ts';
import type { PushJournal } from './push-journal.ts';
import { tryPush } from './try-push.ts';

export interface OpenConsoleOptions {
  readonly page: ConsoleOptions['page'];
  readonly source: ReadSource;
  readonly about: FixedAbout;
  /** Of a local run: its account, whose secrets may be rotated while it goes on. */
  readonly account?: () => Promise<LocalWeixinAccount>;
  /** The last pushes, where they are known. */
  readonly journal?: PushJournal;
  readonly onError: (error: unknown) => void;
}

// A stack's queues are read over the internet, each call having a price.
const everyMilliseconds = { local: 500, stack: 5000 } as const;

/** The console over the tables and queues of a local run or a stack. */
export function openConsole(options: OpenConsoleOptions): Console {
  const { page, source, about, account, journal, onError } = options;
  const readWithForwarding = async () => {
    const { forwarding } = journal ?? {};
    return { ...(await readPipeline(source)), ...(forwarding && { forwarding }) };
  };
  const insights = insightReads(source, about.timeZone);
  const reads: ConsoleOptions['reads'] = {
    ...consoleReads(insights.reads, about, account, journal),
    '/api/pipeline': readWithForwarding,
  };
  // The first reading of many products takes a second: it is begun before anybody waits for it.
  reads['/api/products']?.(new URLSearchParams()).catch(() => undefined);
  return serveConsole({
    page,
    reads,
    posts: {
      '/api/trends': insights.trends,
      '/api/name': (asked) => nameProduct(source, asked),
      '/api/try': async (asked) => {
        if (account === undefined) throw new BadRequestError('only a local run can be tried');
        return tryPush(await account(), journal, asked);
      },
    },
    live: {
      read: readWithForwarding,
      everyMilliseconds: about.stack === undefined ? everyMilliseconds.local : everyMilliseconds.stack,
    },
    ...(journal && { journal }),
    onError,
  });
}
