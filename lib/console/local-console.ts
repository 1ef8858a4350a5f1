import type { RequestListener } from 'node:http';
import { currentAccount } from '../target/current-account.ts';
import type { RunFile } from '../target/run-file.ts';
import { targetOfRun } from '../target/target.ts';
import type { Console } from './console.ts';
import { openConsole } from './open-console.ts';
import { buildPage } from './page-files.ts';
import { PushJournal } from './push-journal.ts';

/** The console of a local run. */
export interface LocalConsole {
  /** Takes each line the run's functions print: among them are the last pushes. */
  readonly readLine: (line: string) => void;
  /** Answers 503 until the console is open. */
  readonly listener: RequestListener;
  /** Opens it over a run that is up. */
  open(run: Omit<RunFile, 'pid'>): Promise<void>;
  close(): Promise<void>;
}

/** Prepares the console of a local run that is about to start: the page is built meanwhile. */
export function localConsole(onError: (error: unknown) => void): LocalConsole {
  const journal = new PushJournal();
  const page = buildPage();
  // Whoever opens the console learns of it.
  page.catch(() => undefined);
  let opened: Console | undefined;
  let closeTarget: (() => void) | undefined;
  return {
    readLine: (line) => journal.read(line),
    listener: (request, response) => {
      if (opened === undefined) response.writeHead(503).end();
      else opened.listener(request, response);
    },
    open: async (run) => {
      const target = targetOfRun(run);
      closeTarget = target.close;
      const { callbackUrl } = run;
      const account = async () => ({ ...(await currentAccount(run)), callbackUrl });
      const about = { timeZone: target.timeZone };
      opened = openConsole({ page: await page, source: target, about, account, journal, onError });
    },
    close: async () => {
      opened?.close();
      closeTarget?.();
    },
  };
}
