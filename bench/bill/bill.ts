import type { Engines } from '../engines.ts';
import { bytes, digits, table, verdict } from '../markdown.ts';
import type { Section } from '../section.ts';
import type { WorkerCosts } from '../workers/workers.ts';
import { assumptions } from './assumptions.ts';
import { callbackDuration, eventItems, sum, type Usage } from './event-bill.ts';
import { type IdleItem, idleBill, total } from './idle-bill.ts';
import { idleFacts } from './idle-facts.ts';
import { type Price, prices } from './prices.ts';
import { measurePush } from './push-cost.ts';
import { costNear, scaleTable } from './scale.ts';
import { stackFacts } from './stack-facts.ts';

const million = 1_000_000;

/** What an opened page costs on AWS, from what was measured here and a dated table of prices. */
export async function bill(engines: Engines, { batches, plain }: WorkerCosts): Promise<Section> {
  const facts = stackFacts(engines);
  const push = await measurePush(engines);
  const usageAt = (batchSize: number): Usage => ({
    push,
    facts,
    batchSize,
    counting: costNear(batchSize, batches),
  });
  const full = usageAt(facts.batching.size);
  const sizes = batches.filter(({ products }) => products === 1).map(({ batchSize }) => batchSize);
  const plainly = sum(eventItems({ ...usageAt(1), counting: plain })) * million;
  return {
    title: 'The bill: an opened page, us-east-1, above the free tiers',
    text: [
      `Measured: ${digits(push.processing)} ms of processor time, ${bytes(Math.round(push.printed))} printed, a claim of ` +
        `${bytes(push.claimBytes)} and a message of ${bytes(push.messageBytes)} a push. ` +
        `Assumed, for it takes AWS to know: DynamoDB answers in ${assumptions.dynamodbCall} ms, a transaction in ` +
        `${assumptions.dynamodbTransaction} ms, SQS in ${assumptions.sqsCall} ms; a processor here is one of Lambda's. ` +
        `That keeps a callback busy for ${digits(callbackDuration(full))} ms.`,
      itemTable(`$ a million events, batches of ${full.batchSize}`, eventItems(full), million),
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
      idleTable(idleBill(idleFacts(engines.assembly.template))),
      '### From one event a second to ten thousand',
      scaleTable(push, batches, facts),
      '### Prices',
      table(['price', '$', 'for', 'source', 'date'], Object.values<Price>(prices).map(priceRow)),
    ].join('\n\n'),
  };
}

function itemTable(heading: string, items: ReturnType<typeof eventItems>, times: number): string {
  const all = sum(items);
  const rows = [...items, { name: 'all', dollars: all }].map(({ name, dollars }) => [
    name,
    digits(dollars * times),
    `${digits((dollars / all) * 100)} %`,
  ]);
  return table(['', heading, 'share'], rows);
}

/** What a month without a push may cost, in dollars: at list price, and above the free tiers. */
export const idleGoals = { dollars: 5, aboveFree: 3 } as const;

function idleTable(items: readonly IdleItem[]): string {
  const all = total(items);
  const rows = [...items, { name: 'all', ...all }].map(({ name, dollars, aboveFree }) => [
    name,
    digits(dollars),
    digits(aboveFree),
  ]);
  const isMet = all.dollars <= idleGoals.dollars && all.aboveFree <= idleGoals.aboveFree;
  return [
    table(['$ a month without a push', 'list price', 'above the free tiers'], rows),
    `Goal: at most ${idleGoals.dollars} at list price and ${idleGoals.aboveFree} above the free tiers, ${verdict(isMet)}.`,
  ].join('\n\n');
}

function priceRow({ unit, dollars, per, source, date }: Price): string[] {
  return [unit, String(dollars), per.toLocaleString('en-US'), source, date];
}
