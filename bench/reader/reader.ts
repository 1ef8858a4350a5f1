import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { build } from 'esbuild';
import { addDays, today } from '../../functions/model/day.ts';
import { createShare } from '../../functions/shares/shares.ts';
import { pageBuild } from '../../lib/console/page-files.ts';
import { localAwsAccount } from '../../lib/local/account.ts';
import { administrator } from '../../lib/local/aws/authorizer.ts';
import type { Answer, Intercept } from '../../lib/local/aws/gate.ts';
import type { LocalFunction } from '../../lib/local/functions/local-function.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import type { LocalRun } from '../../lib/local/local-run.ts';
import { synthesize } from '../../lib/local/template/synthesize.ts';
import { outputs } from '../../lib/target/outputs.ts';
import { ask, ownPage } from '../../test/functions/reader/support/asking.ts';
import { cost, type Priced } from '../bill/prices.ts';
import { bundle } from '../bundle.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import { account } from '../push/account.ts';
import type { Effort, Section } from '../section.ts';
import { sizesTable } from '../start/sizes-table.ts';
import { ratios, summarize } from '../statistics.ts';
import { coldReader } from './cold-reader.ts';
import { readUnitsOf } from './read-units.ts';
import { addDaysOfShop, addProducts, productNumbered, type Shop } from './shop.ts';

const fewProducts = 100;
const manyProducts = 10_000;
const manyDays = 90;
const mostOverCallback = 1.5;
const mostMilliseconds = 500;
const views = 1000;

/** How long the deployed reader takes, what it weighs, and what looking at the page costs. */
export async function reader(effort: Effort, engines: Engines): Promise<Section> {
  // Weighed afterwards: what is timed would wait for it.
  let reads: [AwsCall, Answer][] | undefined;
  const intercept: Intercept = async (call, forward) => {
    const answer = await forward();
    reads?.push([call, answer]);
    return answer;
  };
  const assembly = await synthesize({ appId: account.appId, reader: 'true' });
  const run = await engines.startRun({ assembly, intercept });
  const client = { region: localAwsAccount.region, credentials: administrator, endpoint: run.awsEndpoint };
  const dynamodb = new DynamoDBClient(client);
  try {
    const shop: Shop = {
      dynamodb,
      insightsTable: String(run.outputs[outputs.insightsTable]),
      timeZone: String(run.outputs[outputs.timeZone]),
    };
    const validUntil = new Date(Date.now() + 24 * 60 * 60 * 1000);
    const { token } = await createShare(shop, { name: 'bench', scope: 'numbers', validUntil });
    await addProducts(shop, 0, fewProducts);
    await addDaysOfShop(shop, manyDays);
    const range = rangeOf(shop, 30);
    const functions = { reader: functionNamed(run, 'reader'), callback: functionNamed(run, 'callback') };
    const starts = await coldReader(effort, run.awsEndpoint, functions, { token, query: range });

    const visit = pathsOfVisit(shop);
    await look(run, token, visit);
    reads = [];
    const milliseconds = await look(run, token, visit);
    const readUnits = reads.reduce((sum, [call, answer]) => sum + readUnitsOf(call, answer), 0);
    reads = undefined;

    await addProducts(shop, fewProducts, manyProducts);
    const lists = await timeLists(effort, run, functions.reader, token, shop);
    return {
      title: 'The reader: console by share link, read API',
      text: [
        ...coldText(starts),
        ...listText(lists),
        ...costText(visit.length, milliseconds, readUnits, functions.reader.definition.memoryMegabytes),
        await sizesText(),
      ].join('\n\n'),
    };
  } finally {
    dynamodb.destroy();
    await run.stop();
    await assembly.dispose();
  }
}

function functionNamed(run: LocalRun, name: string): LocalFunction {
  const found = run.functions.all.find(({ definition }) => definition.logGroupName.endsWith(`-${name}`));
  if (found === undefined) throw new Error(`the stack has no function ${name}`);
  return found;
}

/** The days up to today, as a query. */
function rangeOf({ timeZone }: Shop, days: number): string {
  const to = today(timeZone);
  return new URLSearchParams({ from: addDays(to, 1 - days), to }).toString();
}

/** What the page asks of whoever opens it, looks at the shop, at the products, and at one of them. */
function pathsOfVisit(shop: Shop): readonly string[] {
  const range = rangeOf(shop, 30);
  const { KeyStandard: keyStandard, KeyStr: keyStr } = productNumbered(0);
  const which = new URLSearchParams({ keyStandard, keyStr });
  return [
    '',
    'api/about',
    `api/account?${range}`,
    `api/highlights?${range}`,
    `api/products?${range}`,
    `api/product?${which}&${range}`,
    `api/background?${which}`,
  ];
}

/** Asks for each path in turn; gives the milliseconds all of it took. */
async function look(run: LocalRun, token: string, paths: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  for (const path of paths) {
    const headers = { ...ownPage(run.origin, token), 'accept-encoding': 'br' };
    const { status, body } = await ask(run.origin, `/console/${path}`, { headers });
    if (status !== 200) throw new Error(`${path} was answered ${status}: ${body}`);
  }
  return performance.now() - startedAt;
}

/** Milliseconds to a whole answer. */
interface TimedList {
  readonly name: string;
  /** Of an instance that runs already, and has not read the list before. */
  readonly first: readonly number[];
  /** Of one that has read it a moment ago: a shop owner looks again, or turns to another page. */
  readonly again: readonly number[];
}

async function timeLists(
  effort: Effort,
  run: LocalRun,
  function_: LocalFunction,
  token: string,
  shop: Shop,
): Promise<readonly TimedList[]> {
  const lists = [
    timed('as it is', 'api/products'),
    timed('7 days, beside the 7 before', `api/products?${rangeOf(shop, 7)}`),
    timed('30 days, beside the 30 before', `api/products?${rangeOf(shop, 30)}`),
    timed(`${manyDays} days`, `api/products?${rangeOf(shop, manyDays)}`),
  ];
  for (let round = 0; round < (effort === 'full' ? 20 : 4); round++) {
    for (const { path, first, again } of lists) {
      await function_.kill();
      await look(run, token, ['api/about', `api/account?${rangeOf(shop, 1)}`]);
      for (const times of [first, again]) {
        // Where Lambda would end the call, the list does not come at all.
        times.push(await look(run, token, [path]).catch(() => Number.POSITIVE_INFINITY));
      }
    }
  }
  return lists;
}

function timed(name: string, path: string) {
  return { name, path, first: [] as number[], again: [] as number[] };
}

function coldText({ reader: ours, callback }: Awaited<ReturnType<typeof coldReader>>): readonly string[] {
  const processing = (starts: typeof ours) => starts.map((start) => start.processing);
  const over = summarize(ratios(processing(ours), processing(callback)));
  return [
    'A fresh process loads the deployed bundle and answers what the page shows first, highlights of 30 days of ' +
      `${fewProducts} products behind a share link; beside it the callback's first push. In turns.`,
    table(
      ['milliseconds', 'reader', 'callback', '× callback'],
      [
        [
          'process start to first answer, processor time',
          spread(summarize(processing(ours))),
          spread(summarize(processing(callback))),
          spread(over),
        ],
      ],
    ),
    `Goal: at most ${mostOverCallback} × the callback: ${digits(over.median)} ×, ${verdict(over.median <= mostOverCallback)}.`,
  ];
}

function listText(lists: readonly TimedList[]): readonly string[] {
  const slowest = Math.max(...lists.map(({ again }) => summarize(again).median));
  return [
    `The list of ${digits(manyProducts)} products, each with the days the listing keeps, compressed; wall clock, engines on ` +
      'the same machine (∞: ended by Lambda after ten seconds). For who looks first, the database reads all of it, and ' +
      'takes most of the time; after that the instance remembers it for a minute:',
    table(
      ['milliseconds to the whole answer', 'an instance that has not read it', 'one that has'],
      lists.map(({ name, first, again }) => [name, spread(summarize(first)), spread(summarize(again))]),
    ),
    `Goal: at most ${mostMilliseconds} ms of an instance that has read it: ${digits(slowest)} ms, ` +
      `${verdict(slowest <= mostMilliseconds)}. What a range goes back further than the listing keeps is null for so many ` +
      'products; a product of its own has it.',
  ];
}

function costText(
  requests: number,
  milliseconds: number,
  readUnits: number,
  megabytes: number,
): readonly string[] {
  const uses: readonly (readonly [Priced, number])[] = [
    ['apiRequest', requests],
    ['lambdaRequest', requests],
    ['lambdaGigabyteSecond', (milliseconds / 1000) * (megabytes / 1024)],
    ['readUnit', readUnits],
  ];
  const rows = uses.map(([what, amount]) => [what, digits(amount), cost(what, amount * views)] as const);
  const dollars = rows.reduce((sum, [, , each]) => sum + each, 0);
  return [
    `A look at the page, of ${fewProducts} products: opened, the shop, the products and one of them looked at, files ` +
      `kept by the browser. ${digits(views)} of these, at list price:`,
    table(
      ['', 'a look', `dollars for ${digits(views)}`],
      [...rows.map(([what, amount, each]) => [what, amount, digits(each)]), ['all', '', digits(dollars)]],
    ),
  ];
}

async function sizesText(): Promise<string> {
  const [ours, callback, page] = await Promise.all([
    bundle('functions/reader/handler.ts'),
    bundle('functions/callback/handler.ts'),
    build<{ write: false; metafile: true }>({ ...pageBuild, metafile: true }),
  ]);
  return sizesTable(['reader', 'callback', 'page'], [ours.metafile, callback.metafile, page.metafile]);
}
