import { tableWriteUnits } from '../../lib/stack/settings.ts';
import { digits } from '../markdown.ts';
import type { StackFacts } from './stack-facts.ts';

export interface Limit {
  readonly name: string;
  /** Share of it that is used, 1 being all. */
  readonly used: number;
}

/** What a rate of events asks of AWS. */
export interface Load {
  /** Events a second. */
  readonly rate: number;
  /** Functions running at once. */
  readonly callbacks: number;
  readonly workers: number;
  /** Write units an event, by table. */
  readonly eventsUnits: number;
  readonly insightsUnits: number;
}

/**
 * AWS's default quotas of an account in a region, all of which a request raises: docs.aws.amazon.com, service quotas
 * of Lambda and API Gateway, 2026. The newer regions let a quarter of the requests through.
 */
const quotas = { concurrentExecutions: 1000, apiRequests: 10_000, apiRequestsInNewerRegions: 2500 };

/** The limit that is used up most, with tables as they are new or warmed. */
export function firstLimit(load: Load, facts: StackFacts, tables: keyof typeof tableWriteUnits): Limit {
  const { rate, callbacks, workers, eventsUnits, insightsUnits } = load;
  const { concurrency } = facts.batching;
  const units = tableWriteUnits[tables];
  const limits: readonly Limit[] = [
    { name: "the stage's throttle", used: rate / facts.stageRate },
    { name: "the account's API requests", used: rate / quotas.apiRequests },
    {
      name: "the account's functions at once",
      used: (callbacks + Math.min(workers, concurrency)) / quotas.concurrentExecutions,
    },
    { name: 'workers allowed (the queue grows beyond)', used: workers / concurrency },
    { name: 'write units of the Events table', used: (rate * eventsUnits) / units },
    { name: 'write units of the Insights table', used: (rate * insightsUnits) / units },
  ];
  return limits.reduce((most, limit) => (limit.used > most.used ? limit : most));
}

/** The limits looked at, in words. */
export function limitsInWords(facts: StackFacts): string {
  return (
    `Limits looked at: the stage's own throttle (${digits(facts.stageRate)}/s), the account's ` +
    `${digits(quotas.apiRequests)} API requests/s (${digits(quotas.apiRequestsInNewerRegions)} in the newer regions), its ` +
    `${digits(quotas.concurrentExecutions)} functions at once (10 in a new account, until it is asked for), ` +
    `${digits(tableWriteUnits.atFirst)} write units/s a new table takes, ${digits(tableWriteUnits.mostWarmed)} one that was ` +
    `warmed (\`-c warmThroughput=${tableWriteUnits.mostWarmed}\`) or has grown to it, and the ${facts.batching.concurrency} workers the ` +
    'stack allows this event.'
  );
}
