import { outboxShards } from '../../functions/model/events-table.ts';
import { assumptions, secondsOfMonth } from './assumptions.ts';
import type { IdleFacts } from './idle-facts.ts';
import { aboveFree, cost, metricsOfFreeDashboard, type Priced } from './prices.ts';

/** One line of what a month costs without a single push. */
export interface IdleItem {
  readonly name: string;
  /** At list price. */
  readonly dollars: number;
  /** What is left of it where nothing else in the account uses the free tiers, which do not end with a year. */
  readonly aboveFree: number;
}

const gigabyte = 2 ** 30;
const minutesOfMonth = secondsOfMonth / 60;

/** The bill of a month in which nobody pushes. */
export function idleBill(facts: IdleFacts): readonly IdleItem[] {
  const { pollersOfQueue, secondsOfPoll, drainMilliseconds, drainMegabytes, drainPrinted, lambdaLogLines } =
    assumptions;
  const polls = (facts.queuesPolled * pollersOfQueue * secondsOfMonth) / secondsOfPoll;
  const runs = facts.everyMinute * minutesOfMonth;
  const drain = together([
    ['lambdaRequest', runs],
    ['lambdaGigabyteSecond', runs * (drainMilliseconds / 1000) * (drainMegabytes / 1024)],
    // A query that finds nothing reads half a unit.
    ['readUnit', (runs * outboxShards) / 2],
    ['loggedGigabyte', (runs * (drainPrinted + lambdaLogLines)) / gigabyte],
  ]);
  const largeDashboards = facts.dashboards.filter((metrics) => metrics > metricsOfFreeDashboard).length;
  return [
    { name: `${facts.secrets} secrets`, ...both('secretMonth', facts.secrets) },
    { name: `${facts.keys} KMS keys`, ...both('keyMonth', facts.keys) },
    { name: `alarms on ${facts.alarmMetrics} metrics`, ...both('alarmMonth', facts.alarmMetrics) },
    { name: `${facts.customMetrics} custom metrics`, ...both('metricMonth', facts.customMetrics) },
    {
      name: `${facts.dashboards.length} dashboards`,
      ...both('dashboardMonth', facts.dashboards.length),
      ...(largeDashboards > 0 && { aboveFree: cost('dashboardMonth', largeDashboards) }),
    },
    { name: `polls of ${facts.queuesPolled} empty queues`, ...both('queueRequest', polls) },
    { name: 'the drain, once a minute', ...drain },
  ];
}

/** Dollars of all lines. */
export function total(items: readonly IdleItem[]): Omit<IdleItem, 'name'> {
  return {
    dollars: items.reduce((sum, item) => sum + item.dollars, 0),
    aboveFree: items.reduce((sum, item) => sum + item.aboveFree, 0),
  };
}

function both(what: Priced, amount: number) {
  return { dollars: cost(what, amount), aboveFree: cost(what, aboveFree(what, amount)) };
}

function together(uses: readonly (readonly [Priced, number])[]): Omit<IdleItem, 'name'> {
  return total(uses.map(([what, amount]) => ({ name: what, ...both(what, amount) })));
}
