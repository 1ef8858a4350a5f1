import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser, openView, type PageOptions, type WatchedPage } from './browser.ts';
import { type RunningConsole, startRunningConsole } from './running-console.ts';

/** What the tests of a file share. */
export interface ConsoleSuite {
  readonly run: RunningConsole;
  /** Opens a view in a browser context of its own. */
  open(hash: string, options?: PageOptions): Promise<WatchedPage>;
}

/** Has a local run with its console, and a browser, there while the tests of a file run. */
export function consoleSuite(): ConsoleSuite {
  let run: RunningConsole;
  let browser: Browser;
  beforeAll(async () => {
    [run, browser] = await Promise.all([startRunningConsole(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await run?.stop();
  });
  return {
    get run() {
      return run;
    },
    open: (hash, options) => openView(browser, run.origin, hash, options),
  };
}
