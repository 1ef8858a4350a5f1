import { performance } from 'node:perf_hooks';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../functions/workers/engine/channel-memory.ts';
import { processBatch } from '../../functions/workers/engine/process-batch.ts';
import { storesOn, type WorkerStores } from '../../functions/workers/engine/stores.ts';
import { contribution as opening } from '../../functions/workers/user-scan-product.ts';
import { createTables } from '../../lib/local/aws/tables.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import type { Engines } from '../engines.ts';
import { meteredClient } from './metered-client.ts';
import { countPlainly } from './plain-way.ts';
import { storedBytes } from './stored-items.ts';

/** What one opened product page costs once it is on its queue. */
export interface EventCost {
  readonly writeUnits: number;
  /** Those of the Events table among them. */
  readonly eventsTableUnits: number;
  readonly calls: number;
  /** Seconds on this machine's engine, one batch after the other. */
  readonly secondsFor10000: number;
  /** Milliseconds of processor time in the worker. */
  readonly processing: number;
  /** Bytes it leaves in the Events table. */
  readonly storedBytes: number;
}

/** How events are spread: every user opens one page, of one of so many products in turn. */
export interface Spread {
  readonly products: number;

  readonly batchSize: number;
}

const timeZone = 'Asia/Shanghai';
const longEnough = 600_000;

/** Has the workers' engine count so many batches; the first one, into empty tables, is not measured. */
export async function measureBatches(
  engines: Engines,
  { products, batchSize }: Spread,
  batches: number,
): Promise<EventCost> {
  const memory = new ChannelMemory();
  return measure(engines, products, batchSize, batches, async (events, stores) => {
    const records = events.map((event, place) => ({
      messageId: String(place),
      body: encodeMessage({ receivedAt: new Date().toISOString(), event }),
    }));
    const deadline = deadlineIn(longEnough);
    const { counted } = await processBatch(records, opening, { timeZone, stores, memory }, deadline);
    if (counted !== events.length) throw new Error(`${counted} of ${events.length} events were counted`);
  });
}

/** The same events, each in a transaction of its own. */
export async function measurePlainly(engines: Engines, events: number): Promise<EventCost> {
  return measure(engines, 1, events, 1, async (batch, stores) => {
    for (const event of batch) await countPlainly(stores.dynamodb, stores, event, timeZone);
  });
}

type Count = (events: readonly WeixinEvent<'user_scan_product'>[], stores: WorkerStores) => Promise<void>;

async function measure(
  { dynamodb, resolver, functionNamed }: Engines,
  products: number,
  batchSize: number,
  batches: number,
  count: Count,
): Promise<EventCost> {
  const database = await dynamodb.openDatabase();
  const { client, meter } = meteredClient(database);
  await createTables(client, resolver);
  const { EVENTS_TABLE = '', INSIGHTS_TABLE = '' } = functionNamed('user-scan-product').environment;
  const stores = storesOn(client, { EVENTS_TABLE, INSIGHTS_TABLE });
  await count(openedPages(0, batchSize, products), stores);
  meter.calls = 0;
  meter.writeUnits.clear();
  const startedAt = performance.now();
  const processorBefore = process.cpuUsage();
  for (let batch = 1; batch <= batches; batch++) {
    await count(openedPages(batch * batchSize, batchSize, products), stores);
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(processorBefore);
  const events = batches * batchSize;
  const cost = {
    writeUnits: [...meter.writeUnits.values()].reduce((sum, units) => sum + units, 0) / events,
    eventsTableUnits: (meter.writeUnits.get(EVENTS_TABLE) ?? 0) / events,
    calls: meter.calls / events,
    secondsFor10000: (seconds / events) * 10_000,
    processing: (user + system) / 1000 / events,
  };
  await storedBytes(client, INSIGHTS_TABLE);
  const bytes = await storedBytes(client, EVENTS_TABLE);
  client.destroy();
  await database.close();
  return { ...cost, storedBytes: bytes / (events + batchSize) };
}

const firstOpenedAt = 1438250110;

function openedPages(from: number, count: number, products: number): WeixinEvent<'user_scan_product'>[] {
  return Array.from({ length: count }, (_none, place) =>
    sampleEvent('user_scan_product', {
      FromUserName: `okkeXs1nI-xU4ql8-5BX${String(from + place).padStart(8, '0')}`,
      CreateTime: String(firstOpenedAt + Math.floor((from + place) / 100)),
      KeyStr: String(6_901_481_000_000 + ((from + place) % products)),
    }),
  );
}
