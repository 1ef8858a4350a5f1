/** The reader in the test's own process, over stores of its own: what a bundle's test is too slow to ask often. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { eventNames } from '../../../../functions/model/event-types.ts';
import type { Share } from '../../../../functions/model/shares.ts';
import { readerVariables } from '../../../../functions/reader/environment.ts';
import { openReader, type Reader } from '../../../../functions/reader/reader.ts';
import { readEnvironment } from '../../../../functions/runtime/environment.ts';
import { createShare, type NewShare } from '../../../../functions/shares/shares.ts';
import { deadLettersUrlVariable } from '../../../../functions/stores/environment.ts';
import type { PageFiles } from '../../../../functions/web/page-file.ts';
import { writePage } from '../../../../functions/web/page-folder.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';

export interface OpenedReader {
  readonly stores: Stores;
  readonly reader: Reader;
  /** The commands it sent to DynamoDB, such as `GetItemCommand`. */
  readonly sent: string[];
  /** The commands that DynamoDB does not answer. */
  readonly failing: Set<string>;
  /** Makes a link, for numbers and until 2124 unless said otherwise. */
  share(about?: Partial<NewShare>): Promise<{ readonly token: string; readonly share: Share }>;
  stop(): Promise<void>;
}

export const script = {
  type: 'text/javascript; charset=utf-8',
  hashed: true,
  content: Buffer.from('let'),
  encoded: { br: Buffer.from('br of it'), gzip: Buffer.from('gzip of it') },
};
const page: PageFiles = new Map([['page-abc.js', script]]);

export async function openedReader(): Promise<OpenedReader> {
  const [stores, folder] = await Promise.all([freshStores(), mkdtemp(join(tmpdir(), 'page-'))]);
  await writePage(page, folder);
  stubReaderEnvironment(stores);
  const reader = openReader(readEnvironment(readerVariables), folder);
  const sent: string[] = [];
  const failing = new Set<string>();
  reader.source.dynamodb.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        sent.push(commandName);
        if (failing.has(commandName)) throw new Error(`${commandName} is not answered`);
        return next(call);
      },
    { step: 'initialize' },
  );
  return {
    stores,
    reader,
    sent,
    failing,
    share: (about = {}) =>
      createShare(stores, { name: '店长', scope: 'numbers', validUntil: new Date('2124-01-01'), ...about }),
    stop: async () => {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
      reader.source.dynamodb.destroy();
      await Promise.all([stores.stop(), rm(folder, { recursive: true })]);
    },
  };
}

/** What the reader finds in its environment where it is deployed; until `vi.unstubAllEnvs`. */
export function stubReaderEnvironment(stores: Stores): void {
  const variables = {
    ...stores.environment,
    INSIGHTS_TABLE: stores.insightsTable,
    STATS_TIME_ZONE: 'Asia/Shanghai',
    STACK_NAME: 'Shop',
    ...Object.fromEntries(
      eventNames.map((name) => [deadLettersUrlVariable(name), stores.deadLettersUrl(name)]),
    ),
    // Powertools then prints through the global console, where it can be caught.
    POWERTOOLS_DEV: 'true',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}
