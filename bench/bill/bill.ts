import { eventNames } from '../../functions/model/event-types.ts';
import type { Engines } from '../engines.ts';
import { bytes, digits, table, verdict } from '../markdown.ts';
import type { Section } from '../section.ts';
import { differentProducts, type WorkerCosts } from '../workers/workers.ts';
import { assumptions } from './assumptions.ts';
import { callbackDuration, eventItems, type Item, sum, type Usage } from './event-bill.ts';
import { type IdleItem, idleBill, total } from './idle-bill.ts';
import { idleFacts } from './idle-facts.ts';
import { type Price, prices } from './prices.ts';
import { publishingTable } from './publishing-bill.ts';
import { measurePublishing } from './publishing-cost.ts';
import { measurePush, notCounted } from './push-cost.ts';
import { rentedTable } from './rented.ts';
import { costNear, scaleTable } from './scale.ts';
import { stackFacts } from './stack-facts.ts';

const million = 1_000_000;

/** What a million events may cost, in dollars, at the largest batch. */
const eventGoals = { hot: 5, spread: 7.5 } as const;

/** What an opened page costs on AWS, from what was measured here and a dated table of prices. */
export async function bill(engines: Engines, { batches, plain }: WorkerCosts): Promise<Section> {
  const facts = stackFacts(engines);
  const push = await measurePush(engines);
  const usageAt = (batchSize: number, products?: number): Usage => ({
    push,
    facts,
    batchSize,
    counting: costNear(batchSize, batches, products),
  });
  const full = usageAt(facts.batching.size);
  const [hot, spread] = [full, usageAt(facts.batching.size, differentProducts)].map(eventItems);
  if (hot === undefined || spread === undefined) throw new Error('nothing was measured');
  const idle = idleBill(idleFacts(engines.assembly.template));
  const sizes = batches.filter(({ products }) => products === 1).map(({ batchSize }) => batchSize);
  const publishing = await measurePublishing(engines, full.batchSize);
  const plainly = sum(eventItems({ ...usageAt(1), counting: plain })) * million;
  return {
    title: 'The bill: an opened page, us-east-1, above the free tiers',
    text: [
      `Measured: ${digits(push.processing)} ms of processor time, ${bytes(Math.round(push.printed))} printed, a claim of ` +
        `${bytes(push.claimBytes)} and a message of ${bytes(push.messageBytes)} a push, once an instance has served ${notCounted}. ` +
        `Assumed, for it takes AWS to know: DynamoDB answers in ${assumptions.dynamodbCall} ms, a transaction in ` +
        `${assumptions.dynamodbTransaction} ms, SQS in ${assumptions.sqsCall} ms; a processor here is one of Lambda's. ` +
        `That keeps a callback busy for ${digits(callbackDuration(full))} ms.`,
      eventTable(full.batchSize, hot, spread),
      'By batch size (what the batching window gathers, here of one product), against one transaction and one ' +
        'invocation an event:',
      table(
        ['batch', '$ a million events', '× plain way'],
        [
          ['plain way', digits(plainly), '1'],
          ...sizes.map((batchSize) => {
            const dollars = sum(eventItems(usageAt(batchSize))) * million;
            return [String(batchSize), digits(dollars), digits(dollars / plainly)];
          }),
        ],
      ),
      '### With publishing',
      publishingTable(publishing, facts, sum(hot), sum(spread)),
      '### Without a push',
      idleTable(idle),
      '### What would be rented instead',
      rentedTable(total(idle).dollars, sum(hot), sum(spread)),
      '### From one event a second to ten thousand',
      scaleTable(push, batches, facts),
      '### Prices',
      table(['price', '$', 'for', 'source', 'date'], Object.values<Price>(prices).map(priceRow)),
    ].join('\n\n'),
  };
}

function eventTable(batchSize: number, hot: readonly Item[], spread: readonly Item[]): string {
  const all = [...hot, { name: 'all', dollars: sum(hot) }];
  const different = [...spread, { name: 'all', dollars: sum(spread) }];
  const rows = all.map(({ name, dollars }, place) => [
    name,
    digits(dollars * million),
    digits((different[place]?.dollars ?? 0) * million),
  ]);
  const isMet = sum(hot) * million <= eventGoals.hot && sum(spread) * million <= eventGoals.spread;
  return [
    table([`$ a million events, batches of ${batchSize}`, 'one product', 'all different products'], rows),
    `Goal: at most ${eventGoals.hot} and ${eventGoals.spread}, ${verdict(isMet)}.`,
  ].join('\n\n');
}

/**
 * What a month without a push may cost, in dollars: at list price, and above the free tiers. A seventh type of
 * event has a queue that is polled and alarms of its own.
 */
export function idleGoals() {
  const further = (eventNames.length - 6) * 0.5;
  return { dollars: 5 + further, aboveFree: 3 + further };
}

function idleTable(items: readonly IdleItem[]): string {
  const all = total(items);
  const rows = [...items, { name: 'all', ...all }].map(({ name, dollars, aboveFree }) => [
    name,
    digits(dollars),
    digits(aboveFree),
  ]);
  const goals = idleGoals();
  const isMet = all.dollars <= goals.dollars && all.aboveFree <= goals.aboveFree;
  return [
    table(['$ a month without a push', 'list price', 'above the free tiers'], rows),
    `Goal: at most ${goals.dollars} at list price and ${goals.aboveFree} above the free tiers, ${verdict(isMet)}.`,
  ].join('\n\n');
}

function priceRow({ unit, dollars, per, source, date }: Price): string[] {
  return [unit, String(dollars), per.toLocaleString('en-US'), source, date];
}
