import { bytes, digits, table } from '../markdown.ts';
import { assumptions } from './assumptions.ts';
import { gigabyte, type Item, sum } from './event-bill.ts';
import { durationCost, processingTime } from './function-time.ts';
import { cost } from './prices.ts';
import type { PublishingCost } from './publishing-cost.ts';
import type { StackFacts } from './stack-facts.ts';

const million = 1_000_000;

/** What an event costs more where it is published. */
function publishedItems(publishing: PublishingCost, { workerMegabytes }: StackFacts): readonly Item[] {
  const { requests, calls, processing } = publishing;
  const waiting = calls * assumptions.snsCall;
  const busy = processingTime(processing, workerMegabytes) + waiting;
  return [
    { name: 'SNS: requests', dollars: cost('topicRequest', requests) },
    { name: 'worker: duration', dollars: durationCost(busy, workerMegabytes) },
  ];
}

/** What an event costs more that a handler gets, so many at once, beside what its own code does. */
function handledItems({ handler }: PublishingCost, atOnce: number): readonly Item[] {
  const { messagesOfRequest, lambdaLogLines } = assumptions;
  const requests = 1 + 2 / Math.min(atOnce, messagesOfRequest);
  const busy = processingTime(handler.processing, handler.megabytes);
  const logged = handler.printed + lambdaLogLines / atOnce;
  return [
    { name: 'SQS: delivery, receive, delete', dollars: cost('queueRequest', requests) },
    { name: 'handler: request', dollars: cost('lambdaRequest', 1 / atOnce) },
    { name: 'handler: duration', dollars: durationCost(busy, handler.megabytes) },
    { name: 'handler: log', dollars: cost('loggedGigabyte', logged / gigabyte) },
  ];
}

/** The bill of a million events that are published, and handled by one handler, in Markdown. */
export function publishingTable(
  publishing: PublishingCost,
  facts: StackFacts,
  hot: number,
  spread: number,
): string {
  const { messageBytes, handler } = publishing;
  const published = publishedItems(publishing, facts);
  const together = handledItems(publishing, handler.batchSize);
  const alone = handledItems(publishing, 1);
  const columns = [published, [...published, ...together], [...published, ...alone]];
  const names = [...published, ...together].map(({ name }) => name);
  const row = (name: string, dollars: (items: readonly Item[]) => number) => [
    name,
    ...columns.map((items) => digits(dollars(items) * million)),
  ];
  return [
    `Where events are published (\`-c publish=true\`, or a file in \`handlers/\`), a message of ${bytes(messageBytes)} each, ten to a ` +
      `batch, of which SNS bills each 64 KB begun; it answers in ${assumptions.snsCall} ms, which is assumed. What a handler's own code waits ` +
      'for and calls comes on top; a delivery by SNS is billed here as a request of SQS.',
    table(
      [
        '$ a million events more',
        'published',
        `and to a handler, ${handler.batchSize} at once`,
        'and to a handler, one at a time',
      ],
      [
        ...names.map((name) => row(name, (items) => items.find((item) => item.name === name)?.dollars ?? 0)),
        row('all', sum),
        row('with the bill above, one product', (items) => hot + sum(items)),
        row('with the bill above, all different products', (items) => spread + sum(items)),
      ],
    ),
    `A handler that is never called costs $${digits(handler.idle.dollars)} a month at list price, for the polls of its empty queue and its ` +
      'alarms. A topic costs nothing.',
  ].join('\n\n');
}
