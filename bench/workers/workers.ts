import type { Engines } from '../engines.ts';
import { digits, table, verdict } from '../markdown.ts';
import type { Effort, Section } from '../section.ts';
import { type EventCost, measureBatches, measurePlainly } from './measure-batches.ts';
import type { Spread } from './opened-pages.ts';

/** What events cost in batches of so many, spread over so many products. */
export interface BatchCost {
  readonly batchSize: number;
  readonly products: number;
  readonly cost: EventCost;
}

export interface WorkerCosts {
  /** Of a transaction an event. */
  readonly plain: EventCost;
  readonly batches: readonly BatchCost[];
  /** Of one product on days with so many events, of all the labels that there are. */
  readonly days: readonly (BatchCost & { readonly events: number })[];
}

/** So many products in turn are a different one for each event of a batch. */
export const differentProducts = 100;

const measured: readonly Spread[] = [
  ...[1, 2, 5, 10, 25, 50, 100].map((batchSize) => ({ products: 1, batchSize })),
  ...[10, 25, 50, 100].map((batchSize) => ({ products: 10, batchSize })),
  ...[10, 25, 50, 100].map((batchSize) => ({ products: differentProducts, batchSize })),
  { products: Number.POSITIVE_INFINITY, batchSize: 100 },
];

/** So many events of a day, in batches of the size that such a rate makes, or an outage before. */
const daysMeasured = [
  { events: 1000, batchSize: 5 },
  { events: 10_000, batchSize: 100 },
] as const;

export async function measureWorkers(effort: Effort, engines: Engines): Promise<WorkerCosts> {
  const events = effort === 'full' ? 500 : 60;
  const plain = await measurePlainly(engines, events / 2);
  const batches: BatchCost[] = [];
  for (const spread of measured) {
    const cost = await measureBatches(engines, spread, Math.ceil(events / spread.batchSize));
    batches.push({ ...spread, cost });
  }
  const days: WorkerCosts['days'][number][] = [];
  for (const { events: ofDay, batchSize } of daysMeasured) {
    const earlier = effort === 'full' ? ofDay : ofDay / 10;
    const spread = { products: 1, batchSize, earlier };
    const cost = await measureBatches(engines, spread, Math.ceil(events / batchSize));
    days.push({ ...spread, events: earlier, cost });
  }
  return { plain, batches, days };
}

/** What an event may take at the largest batch, in write units. */
const goals = { hot: 2.3, different: 6.5 } as const;

/** Write units, calls and time of an event in the workers, over batch size and spread of products. */
export function workers({ plain, batches, days }: WorkerCosts): Section {
  const [hot, different] = [1, differentProducts].map(
    (products) => batches.findLast((each) => each.products === products)?.cost.writeUnits,
  );
  if (hot === undefined || different === undefined) throw new Error('nothing was measured');
  return {
    title: 'Workers: what an opened page costs',
    text: [
      'Every event is another user’s. Units by DynamoDB’s rules and the size of the items as they are: a write ' +
        'one for each kilobyte begun, two in a transaction; a read a half for each four. The products are known, but for ' +
        'those marked new. The plain way writes a marker, the same counters, the profile and the visit in one transaction ' +
        'an event; it keeps no order of facts and no list of ExtInfo. Time is this machine’s engine, one batch ' +
        'after the other, and spreads with what else the machine does.',
      table(
        [
          '',
          'products',
          'write units an event',
          '× plain',
          'read units an event',
          'calls an event',
          '× plain',
          's for 10,000',
          '× plain',
        ],
        [
          ['one transaction an event', 1, ...columns(plain, plain)],
          ...batches.map(({ batchSize, products, cost }) => [
            `batches of ${batchSize}`,
            Number.isFinite(products) ? products : 'each new',
            ...columns(cost, plain),
          ]),
          ...days.map(({ batchSize, products, events, cost }) => [
            `batches of ${batchSize}, after ${digits(events)} that day`,
            products,
            ...columns(cost, plain),
          ]),
        ],
      ),
      `Goal: at batches of 100, at most ${goals.hot} write units of one product: ${digits(hot)}, ` +
        `${verdict(hot <= goals.hot)}; at most ${goals.different} where all are different: ${digits(different)}, ` +
        `${verdict(different <= goals.different)}.`,
      'The last rows are days on which users come from all provinces and some other countries, at all hours, with ' +
        'thirty ExtInfo: all the other rows have one of each, and items that stay small.',
    ].join('\n\n'),
  };
}

function columns(cost: EventCost, plain: EventCost): string[] {
  const ratio = (column: keyof EventCost) => [digits(cost[column]), digits(cost[column] / plain[column])];
  return [...ratio('writeUnits'), digits(cost.readUnits), ...ratio('calls'), ...ratio('secondsFor10000')];
}
