/**
 * Takes the pictures of docs/screenshots from the local run that is going on, after a month of a small
 * shop was pushed to it: `npm start`, and beside it `npx tsx test/browser/take-screenshots.ts`.
 */

import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { readPipeline } from '../../functions/insights/pipeline.ts';
import { readProducts } from '../../functions/insights/products.ts';
import { chooseRun } from '../../lib/target/choose-run.ts';
import { readRunFiles } from '../../lib/target/run-file.ts';
import { targetOfRun } from '../../lib/target/target.ts';
import { deliver } from '../../lib/weixin/deliver.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { launchBrowser, openView, type PageOptions } from './support/browser.ts';
import { openidOf, shopEvents, shopProducts } from './support/shop.ts';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const openings = Number(process.argv[2] ?? 400);
const height = 860;
/** Views of which there is more to see. */
const whole = ['shop', 'product'];
const wholeHeight = 2400;
const { run } = chooseRun(await readRunFiles(), process.env.PORT);
const { callbackUrl, weixin } = run;
const { origin } = new URL(callbackUrl);
const target = targetOfRun(run);

if ((await readProducts(target)).length < shopProducts.length) {
  const events = [...shopEvents(openings, Math.floor(Date.now() / 1000))];
  const pushAll = async () => {
    for (let event = events.pop(); event; event = events.pop()) {
      const push = eventPush(event);
      await deliver(() => signedPush(callbackUrl, push, weixin), { retries: 3 });
    }
  };
  await Promise.all(Array.from({ length: 8 }, pushAll));
  for (;;) {
    const { queues } = await readPipeline(target);
    if (queues.every(({ waiting, inFlight }) => waiting + inFlight === 0)) break;
    await pause(1000);
  }
}

const browser = await launchBrowser();
const [popular] = shopProducts;
await take(browser, 'today', '#/', { locale: 'en-GB' });
await take(browser, 'shop', '#/shop', { locale: 'zh-CN' });
await take(browser, 'products', '#/products?range=last7', { locale: 'zh-CN' });
await take(browser, 'product', `#/product/${popular?.KeyStandard}/${popular?.KeyStr}`, { locale: 'zh-CN' });
await take(browser, 'pipeline', '#/pipeline', { colorScheme: 'dark' });
await take(browser, 'try-it', '#/try', {});
await browser.close();
target.close();

async function take(chromium: Browser, name: string, hash: string, options: PageOptions): Promise<void> {
  await using view = await openView(chromium, origin, hash, options);
  await view.page.waitForLoadState('domcontentloaded');
  await pause(1500);
  if (name === 'try-it') await tryOnce(view.page);
  if (name === 'pipeline') {
    for (const event of shopEvents(25, Math.floor(Date.now() / 1000) - 7).slice(0, 25)) {
      await deliver(() => signedPush(callbackUrl, eventPush(event), weixin));
    }
  }
  const { scrollHeight } = Object(await view.page.evaluate('({scrollHeight: document.body.scrollHeight})'));
  await view.page.setViewportSize({
    width: 1280,
    height: Math.min(Number(scrollHeight), whole.includes(name) ? wholeHeight : height),
  });
  await pause(300);
  await view.page.screenshot({ path: `${folder}${name}.png` });
}

async function tryOnce(page: Awaited<ReturnType<typeof openView>>['page']): Promise<void> {
  await page.getByLabel('FromUserName').fill(openidOf(Date.now() % 1_000_000));
  await page.getByRole('button', { name: 'Push', exact: true }).click();
  await page.locator('.badge', { hasText: 'claimed' }).waitFor();
  const [before, now] = [/^Before/, /^Now/].map((name) =>
    page.getByRole('row', { name }).locator('td').first(),
  );
  for (let waited = 0; waited < 60; waited += 1) {
    if ((await before?.textContent()) !== (await now?.textContent())) break;
    await pause(500);
  }
}
