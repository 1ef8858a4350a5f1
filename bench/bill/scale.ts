import { retentionDays } from '../../functions/model/events-table.ts';
import { digits, table } from '../markdown.ts';
import type { BatchCost } from '../workers/workers.ts';
import { assumptions } from './assumptions.ts';
import { batchDuration, callbackDuration, eventItems, sum, type Usage } from './event-bill.ts';
import type { PushCost } from './push-cost.ts';
import type { StackFacts } from './stack-facts.ts';

interface Limit {
  readonly name: string;
  /** Share of it that is used, 1 being all. */
  readonly used: number;
}

/** AWS's default quotas of an account in a region, most of which a request raises: docs.aws.amazon.com, service quotas of Lambda, API Gateway and DynamoDB, 2026. */
const quotas = { concurrentExecutions: 1000, apiRequestsPerSecond: 10_000, writeUnitsPerTable: 40_000 };

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
}

/** Cost, functions running and the limit met first, from one event a second to ten thousand. */
export function scaleTable(push: PushCost, batches: readonly BatchCost[], facts: StackFacts): string {
  const scales = rates.map((rate) => scaleAt(rate, push, batches, facts));
  const header = ['events/s', '$ an hour', '$ a million', 'batch', 'callbacks', 'workers', 'limit met first'];
  const rows = scales.map((scale) => [
    digits(scale.rate),
    digits(scale.dollarsPerHour),
    digits(scale.dollarsPerMillion),
    digits(scale.batchSize),
    digits(scale.callbacks),
    digits(scale.workers),
    `${scale.first.name}: ${digits(scale.first.used * 100)} %${scale.first.used > 1 ? ' **beyond**' : ''}`,
  ]);
  return [
    table(header, rows),
    'Functions running at once (█ callbacks, ▒ workers) and dollars an hour ($), on logarithmic scales:',
    ['```text', ...scales.flatMap(bars), '```'].join('\n'),
    `Limits looked at: the stage's own throttle (${digits(facts.stageRate)}/s), the account's ` +
      `${digits(quotas.apiRequestsPerSecond)} API requests/s, its ${digits(quotas.concurrentExecutions)} functions at once, ` +
      `${digits(quotas.writeUnitsPerTable)} write units/s a table, the ${facts.batching.concurrency} workers the stack ` +
      `allows this event. Claims are kept for ${retentionDays} days.`,
  ].join('\n\n');
}

function scaleAt(rate: number, push: PushCost, batches: readonly BatchCost[], facts: StackFacts): Scale {
  const { size, windowSeconds, concurrency } = facts.batching;
  // The window's messages are spread over Lambda's pollers.
  const filled = (rate * windowSeconds) / assumptions.pollersOfQueue;
  const batchSize = Math.max(1, Math.min(size, filled));
  const usage: Usage = { push, facts, batchSize, counting: costNear(batchSize, batches) };
  const callbacks = (rate * callbackDuration(usage)) / 1000;
  const workers = (rate / batchSize) * (batchDuration(usage) / 1000);
  const { writeUnits, eventsTableUnits } = usage.counting;
  const [eventsUnits, insightsUnits] = [push.writeUnits + eventsTableUnits, writeUnits - eventsTableUnits];
  const limits: readonly Limit[] = [
    { name: "the stage's throttle", used: rate / facts.stageRate },
    { name: "the account's API requests", used: rate / quotas.apiRequestsPerSecond },
    {
      name: "the account's functions at once",
      used: (callbacks + Math.min(workers, concurrency)) / quotas.concurrentExecutions,
    },
    { name: 'workers allowed (the queue grows beyond)', used: workers / concurrency },
    { name: "the Events table's write units", used: (rate * eventsUnits) / quotas.writeUnitsPerTable },
    { name: "the Insights table's write units", used: (rate * insightsUnits) / quotas.writeUnitsPerTable },
  ];
  const [first = { name: 'none', used: 0 }] = limits.toSorted((one, other) => other.used - one.used);
  const dollars = sum(eventItems(usage));
  return {
    rate,
    batchSize,
    callbacks,
    workers,
    first,
    dollarsPerHour: dollars * rate * secondsOfHour,
    dollarsPerMillion: dollars * 1_000_000,
  };
}

/** What was measured for the largest batch that is not larger, all events being of one product. */
export function costNear(batchSize: number, batches: readonly BatchCost[]): BatchCost['cost'] {
  const near = batches.filter((each) => each.products === 1 && each.batchSize <= batchSize).at(-1);
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
