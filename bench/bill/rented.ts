import { digits, table } from '../markdown.ts';

/** What a merchant would rent instead: a small virtual machine that has Redis and MySQL on it. */
interface Rented {
  readonly name: string;
  /** Dollars a month, backups included. */
  readonly dollars: number;
}

/**
 * List prices of Amazon Lightsail, us-east-1: docs.aws.amazon.com/lightsail, baseline CPU performance (Linux plans of
 * $12 with 2 GB and $24 with 4 GB, a fifth of two processors) and cloudburn.io, Amazon Lightsail pricing, 2026-03
 * (snapshots $0.05 a GB and month, a managed MySQL from $15). The disk of 60 or 80 GB is taken to be half full.
 */
const rented: readonly Rented[] = [
  { name: 'machine of 2 GB: the receiver, Redis and MySQL on it, a snapshot', dollars: 12 + 0.05 * 30 },
  { name: 'machine of 4 GB: the same', dollars: 24 + 0.05 * 40 },
  { name: 'machine of 2 GB, and a managed MySQL of 1 GB', dollars: 12 + 15 + 0.05 * 30 },
];

/**
 * Up to how many events a month this is cheaper than each.
 * @param idle dollars of a month without a push
 * @param hot dollars of an event of a product that has many
 * @param spread dollars of an event, where each is of another product
 */
export function rentedTable(idle: number, hot: number, spread: number): string {
  const upTo = (rent: number, dollars: number) => digits(Math.round((rent - idle) / dollars));
  return [
    table(
      [
        'rented instead',
        '$ a month',
        'cheaper here up to events a month, hot product',
        'all different products',
      ],
      rented.map(({ name, dollars }) => [name, digits(dollars), upTo(dollars, hot), upTo(dollars, spread)]),
    ),
    'A single machine stops when it does, and somebody has to keep it patched: neither is in its price. What it takes ' +
      'beyond its fifth of a processor is not either.',
  ].join('\n\n');
}
