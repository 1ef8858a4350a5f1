import { performance } from 'node:perf_hooks';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../functions/workers/engine/channel-memory.ts';
import { processBatch } from '../../functions/workers/engine/process-batch.ts';
import { storesOn, type WorkerStores } from '../../functions/workers/engine/stores.ts';
import { contribution as opening } from '../../functions/workers/user-scan-product.ts';
import { createTables } from '../../lib/local/aws/tables.ts';
import type { Engines } from '../engines.ts';
import { meteredClient } from './metered-client.ts';
import { earlierBatches, measuredBatch, type OpenedPage, type Spread } from './opened-pages.ts';
import { countPlainly } from './plain-way.ts';
import { storedBytes } from './stored-items.ts';

/** What one opened product page costs once it is on its queue. */
export interface EventCost {
  readonly writeUnits: number;
  /** Those of the Events table among them. */
  readonly eventsTableUnits: number;
  readonly readUnits: number;
  readonly calls: number;
  /** Seconds on this machine's engine, one batch after the other. */
  readonly secondsFor10000: number;
  /** Milliseconds of processor time in the worker. */
  readonly processing: number;
  /** Bytes it leaves in the Events table. */
  readonly storedBytes: number;
}

const timeZone = 'Asia/Shanghai';
const longEnough = 600_000;

/** Has the workers' engine count so many batches of a spread, after those that come before. */
export async function measureBatches(engines: Engines, spread: Spread, batches: number): Promise<EventCost> {
  const memory = new ChannelMemory();
  return measure(engines, spread, batches, async (events, stores) => {
    const records = events.map((event, place) => ({
      messageId: String(place),
      body: encodeMessage({ receivedAt: new Date().toISOString(), event }),
    }));
    const deadline = deadlineIn(longEnough);
    const { counted } = await processBatch(records, opening, { timeZone, stores, memory }, deadline);
    if (counted !== events.length) throw new Error(`${counted} of ${events.length} events were counted`);
  });
}

/** Events of one product, each in a transaction of its own. */
export async function measurePlainly(engines: Engines, events: number): Promise<EventCost> {
  return measure(engines, { batchSize: 1, products: 1 }, events, async (batch, stores) => {
    for (const event of batch) await countPlainly(stores.dynamodb, stores, event, timeZone);
  });
}

type Count = (events: readonly OpenedPage[], stores: WorkerStores) => Promise<void>;

async function measure(
  { dynamodb, resolver, functionNamed }: Engines,
  spread: Spread,
  batches: number,
  count: Count,
): Promise<EventCost> {
  const database = await dynamodb.openDatabase();
  const { client, meter, close } = meteredClient(database);
  await createTables(client, resolver);
  const { EVENTS_TABLE = '', INSIGHTS_TABLE = '' } = functionNamed('user-scan-product').environment;
  const stores = storesOn(client, { EVENTS_TABLE, INSIGHTS_TABLE });
  for (const events of earlierBatches(spread)) await count(events, stores);
  const bytesBefore = await storedBytes(client, EVENTS_TABLE);
  meter.reset();
  let seconds = 0;
  let microseconds = 0;
  for (let batch = 0; batch < batches; batch++) {
    const events = measuredBatch(spread, batch);
    const startedAt = performance.now();
    const processorBefore = process.cpuUsage();
    await count(events, stores);
    const { user, system } = process.cpuUsage(processorBefore);
    microseconds += user + system;
    seconds += (performance.now() - startedAt) / 1000;
    await meter.weigh();
  }
  const events = batches * spread.batchSize;
  const cost = {
    writeUnits: meter.writeUnits / events,
    eventsTableUnits: meter.writeUnitsOf(EVENTS_TABLE) / events,
    readUnits: meter.readUnits / events,
    calls: meter.calls / events,
    secondsFor10000: (seconds / events) * 10_000,
    processing: microseconds / 1000 / events,
    storedBytes: ((await storedBytes(client, EVENTS_TABLE)) - bytesBefore) / events,
  };
  close();
  await database.close();
  return cost;
}
