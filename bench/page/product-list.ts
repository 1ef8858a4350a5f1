import { performance } from 'node:perf_hooks';
import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { readListing } from '../../functions/insights/listing.ts';
import { periodOf } from '../../functions/insights/periods.ts';
import { firstRecent } from '../../functions/insights/recent-days.ts';
import type { InsightsSource } from '../../functions/insights/source.ts';
import { addDays, today } from '../../functions/model/day.ts';
import { lastActivity, listingKey, quietShard } from '../../functions/model/insights-table.ts';
import { recentAttribute, recentDays } from '../../functions/model/statistics.ts';
import { readProductList } from '../../functions/reads/product-list.ts';
import { unlogged } from '../../functions/runtime/clients.ts';
import { jsonAnswer } from '../../functions/web/json-answer.ts';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import { createTables } from '../../lib/local/aws/tables.ts';
import type { Engines } from '../engines.ts';
import { digits, spread, table, verdict } from '../markdown.ts';
import { summarize } from '../statistics.ts';

const products = 10_000;
const times = 9;
const goalMilliseconds = 300;
const largestBatch = 25;
const { before, ...range } = periodOf('last7', today('Asia/Shanghai'));

/** How long the list of many products takes, with what happened in the last seven days and the seven before. */
export async function productListTimes({ dynamodb, resolver, functionNamed }: Engines): Promise<string> {
  const database = await dynamodb.openDatabase();
  const client = unlogged(
    new DynamoDBClient({
      endpoint: database.endpoint,
      region: localAwsAccount.region,
      credentials: localCredentials(database.accessKeyId),
    }),
  );
  try {
    await createTables(client, resolver);
    const { EVENTS_TABLE = '', INSIGHTS_TABLE = '' } = functionNamed('user-scan-product').environment;
    const source = { dynamodb: client, eventsTable: EVENTS_TABLE, insightsTable: INSIGHTS_TABLE };
    await seed(source);
    const read = () => readListing(source, firstRecent(range, before));
    const anew = await timesOf(async () => answer(source, await read()));
    const listing = await read();
    const known = await timesOf(() => answer(source, listing));
    const { median } = summarize(known.map(({ processor }) => processor));
    return [
      `The list of ${digits(products)} products with the last seven days and the seven before, each product with an opening on each of 40 days, until its JSON is there; no product is read by itself:`,
      table(
        ['the list', 'ms', 'ms of processor time here'],
        [
          ['as it was last read', ...spreads(known)],
          [
            'read anew, for which nobody waits longer than 100 ms while there is an older one',
            ...spreads(anew),
          ],
        ],
      ),
      `Goal: at most ${goalMilliseconds} ms of an answer, by processor time, for others have a share of the clock's: ${digits(median)} ms, ${verdict(median <= goalMilliseconds)}.`,
    ].join('\n\n');
  } finally {
    client.destroy();
    await database.close();
  }
}

async function answer(
  source: InsightsSource,
  listing: Awaited<ReturnType<typeof readListing>>,
): Promise<unknown> {
  return jsonAnswer({ products: await readProductList(source, listing, range, before) }, {});
}

/** Milliseconds. */
interface Took {
  readonly wall: number;
  readonly processor: number;
}

async function timesOf(work: () => Promise<unknown>): Promise<readonly Took[]> {
  await work();
  const measured: Took[] = [];
  while (measured.length < times) {
    const [startedAt, used] = [performance.now(), process.cpuUsage()];
    await work();
    const { user, system } = process.cpuUsage(used);
    measured.push({ wall: performance.now() - startedAt, processor: (user + system) / 1000 });
  }
  return measured;
}

function spreads(all: readonly Took[]): readonly string[] {
  return [({ wall }: Took) => wall, ({ processor }: Took) => processor].map((of) =>
    spread(summarize(all.map(of))),
  );
}

async function seed({ dynamodb, insightsTable }: InsightsSource): Promise<void> {
  const last = today('Asia/Shanghai');
  const rows = Array.from({ length: products }, (_none, index): WriteRequest => {
    const product = { KeyStandard: 'ean13', KeyStr: `69${String(index).padStart(11, '0')}` };
    const days = Array.from({ length: recentDays }, (_day, back) => [
      recentAttribute('o', addDays(last, -back)),
      1 + ((index + back) % 97),
    ]);
    const row = {
      ...listingKey(product, quietShard),
      [lastActivity]: `${String(1_750_000_000 + index)}#x`,
      opened: index,
      followed: index % 97,
      ...Object.fromEntries(days),
    };
    return { PutRequest: { Item: marshall(row) } };
  });
  for (let place = 0; place < rows.length; place += largestBatch) {
    await write(dynamodb, insightsTable, rows.slice(place, place + largestBatch));
  }
}

async function write(dynamodb: DynamoDBClient, tableName: string, requests: WriteRequest[]): Promise<void> {
  let waiting = requests;
  while (waiting.length > 0) {
    const { UnprocessedItems } = await dynamodb.send(
      new BatchWriteItemCommand({ RequestItems: { [tableName]: waiting } }),
    );
    waiting = UnprocessedItems?.[tableName] ?? [];
  }
}
