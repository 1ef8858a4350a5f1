import { retentionDays } from '../../functions/model/events-table.ts';
import { digits, table } from '../markdown.ts';
import type { BatchCost } from '../workers/workers.ts';
import { assumptions } from './assumptions.ts';
import { batchDuration, callbackDuration, eventItems, sum, type Usage } from './event-bill.ts';
import { firstLimit, type Limit, type Load, limitsInWords } from './limits.ts';
import type { PushCost } from './push-cost.ts';
import type { StackFacts } from './stack-facts.ts';

const rates = [1, 10, 100, 1000, 2000, 5000, 10_000];
const secondsOfHour = 3600;
const barLength = 24;

interface Scale {
  readonly rate: number;
  readonly dollarsPerHour: number;
  readonly dollarsPerMillion: number;
  readonly batchSize: number;
  readonly callbacks: number;
  readonly workers: number;
  readonly first: Limit;
  /** The same where the tables were warmed. */
  readonly firstWarmed: Limit;
}

/** Cost, functions running and the limit met first, from one event a second to ten thousand. */
export function scaleTable(push: PushCost, batches: readonly BatchCost[], facts: StackFacts): string {
  const scales = rates.map((rate) => scaleAt(rate, push, batches, facts));
  const header = [
    'events/s',
    '$ an hour',
    '$ a million',
    'batch',
    'callbacks',
    'workers',
    'limit met first, new tables',
    'warmed tables',
  ];
  const rows = scales.map((scale) => [
    digits(scale.rate),
    digits(scale.dollarsPerHour),
    digits(scale.dollarsPerMillion),
    digits(scale.batchSize),
    digits(scale.callbacks),
    digits(scale.workers),
    inWords(scale.first),
    inWords(scale.firstWarmed),
  ]);
  return [
    table(header, rows),
    'Functions running at once (█ callbacks, ▒ workers) and dollars an hour ($), on logarithmic scales:',
    ['```text', ...scales.flatMap(bars), '```'].join('\n'),
    `${limitsInWords(facts)} Claims are kept for ${retentionDays} days.`,
  ].join('\n\n');
}

function inWords({ name, used }: Limit): string {
  return `${name}: ${digits(used * 100)} %${used > 1 ? ' **beyond**' : ''}`;
}

function scaleAt(rate: number, push: PushCost, batches: readonly BatchCost[], facts: StackFacts): Scale {
  const { size, windowSeconds } = facts.batching;
  // The window's messages are spread over Lambda's pollers.
  const filled = (rate * windowSeconds) / assumptions.pollersOfQueue;
  const batchSize = Math.max(1, Math.min(size, filled));
  const usage: Usage = { push, facts, batchSize, counting: costNear(batchSize, batches) };
  const callbacks = (rate * callbackDuration(usage)) / 1000;
  const workers = (rate / batchSize) * (batchDuration(usage) / 1000);
  const { writeUnits, eventsTableUnits } = usage.counting;
  const load: Load = {
    rate,
    callbacks,
    workers,
    eventsUnits: push.writeUnits + eventsTableUnits,
    insightsUnits: writeUnits - eventsTableUnits,
  };
  const dollars = sum(eventItems(usage));
  return {
    rate,
    batchSize,
    callbacks,
    workers,
    first: firstLimit(load, facts, 'atFirst'),
    firstWarmed: firstLimit(load, facts, 'mostWarmed'),
    dollarsPerHour: dollars * rate * secondsOfHour,
    dollarsPerMillion: dollars * 1_000_000,
  };
}

/** What was measured for the largest batch that is not larger, its events spread over so many products. */
export function costNear(batchSize: number, batches: readonly BatchCost[], products = 1): BatchCost['cost'] {
  const near = batches.filter((each) => each.products === products && each.batchSize <= batchSize).at(-1);
  if (near === undefined) throw new Error(`no batch of up to ${batchSize} was measured`);
  return near.cost;
}

function bars({ rate, callbacks, workers, dollarsPerHour }: Scale): string[] {
  const label = digits(rate).padStart(7);
  const rest = ' '.repeat(label.length);
  return [
    `${label} █ ${bar('█', callbacks)}`,
    `${rest} ▒ ${bar('▒', workers)}`,
    `${rest} $ ${bar('$', dollarsPerHour)}`,
  ];
}

/** A hundredth is the shortest bar, a thousand the longest. */
function bar(character: string, value: number): string {
  const share = (Math.log10(Math.max(value, 0.01)) + 2) / 5;
  return `${character.repeat(Math.max(1, Math.round(share * barLength)))} ${digits(value)}`;
}
