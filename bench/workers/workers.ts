import type { Engines } from '../engines.ts';
import { digits, table } from '../markdown.ts';
import type { Effort, Section } from '../section.ts';
import { type EventCost, measureBatches, measurePlainly } from './measure-batches.ts';

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
}

const measured: readonly Pick<BatchCost, 'products' | 'batchSize'>[] = [
  ...[1, 2, 5, 10, 25, 50, 100].map((batchSize) => ({ products: 1, batchSize })),
  ...[10, 25, 50, 100].map((batchSize) => ({ products: 10, batchSize })),
  ...[10, 25, 50, 100].map((batchSize) => ({ products: 1000, batchSize })),
];

export async function measureWorkers(effort: Effort, engines: Engines): Promise<WorkerCosts> {
  const events = effort === 'full' ? 1000 : 60;
  const plain = await measurePlainly(engines, events / 2);
  const batches: BatchCost[] = [];
  for (const spread of measured) {
    const cost = await measureBatches(engines, spread, Math.ceil(events / spread.batchSize));
    batches.push({ ...spread, cost });
  }
  return { plain, batches };
}

/** Write units, calls and time of an event in the workers, over batch size and spread of products. */
export function workers({ plain, batches }: WorkerCosts): Section {
  return {
    title: 'Workers: what an opened page costs',
    text: [
      'Every event is another user’s. Write units by DynamoDB’s rules: one for each item written, two in a ' +
        'transaction. The plain way writes the same marker, counters, profile and visit in one transaction an ' +
        'event; it keeps no order of facts and no list of ExtInfo. Time is this machine’s engine, one batch ' +
        'after the other, and spreads with what else the machine does.',
      table(
        [
          '',
          'products',
          'write units an event',
          '× plain',
          'calls an event',
          '× plain',
          's for 10,000',
          '× plain',
        ],
        [
          ['one transaction an event', 1, ...columns(plain, plain)],
          ...batches.map(({ batchSize, products, cost }) => [
            `batches of ${batchSize}`,
            products,
            ...columns(cost, plain),
          ]),
        ],
      ),
    ].join('\n\n'),
  };
}

function columns(cost: EventCost, plain: EventCost): string[] {
  return (['writeUnits', 'calls', 'secondsFor10000'] as const).flatMap((column) => [
    digits(cost[column]),
    digits(cost[column] / plain[column]),
  ]);
}
