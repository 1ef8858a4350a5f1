/** Chromium as Debian installs it, and pages that note what must not happen in them. */
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: executable, args: flags });
}

export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** Errors of the console and of scripts, requests to elsewhere, violations of the Content-Security-Policy. */
  readonly complaints: readonly string[];
}

export interface PageOptions {
  readonly locale?: 'zh-CN' | 'en-GB';
  readonly width?: number;
  readonly colorScheme?: BrowserContextOptions['colorScheme'];
}

/** Opens a view in a browser context of its own. */
export async function openView(
  browser: Browser,
  origin: string,
  hash: string,
  { locale = 'en-GB', width = 1280, colorScheme = 'light' }: PageOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: { width, height: 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  // It only ends a wait that would last for ever.
  page.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== 'blob:') complaints.push(`request to ${url.origin}`);
  });
  await page.goto(`${origin}/${hash}`);
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}
