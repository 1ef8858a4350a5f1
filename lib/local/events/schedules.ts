import { randomUUID } from 'node:crypto';
import { localAwsAccount } from '../account.ts';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';
import { templateWeekSchedules, type WeekSchedule, weekInput, whenDue } from './week-schedules.ts';

/** A function that something calls by the clock. */
export type Schedule = RateSchedule | WeekSchedule;

/** A function that EventBridge calls again and again. */
export interface RateSchedule {
  readonly ruleArn: string;
  readonly everyMilliseconds: number;
  readonly functionArn: string;
  /** The target's constant input, undefined where it gets EventBridge's own event. */
  readonly input: unknown;
}

interface RuleProperties {
  readonly ScheduleExpression?: string;
  readonly State?: string;
  readonly Targets?: readonly { readonly Arn: string; readonly Input?: string }[];
}

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

export function templateSchedules(resolver: Resolver): Schedule[] {
  return [...rateSchedules(resolver), ...templateWeekSchedules(resolver)];
}

function rateSchedules(resolver: Resolver): RateSchedule[] {
  return resourcesOfType(resolver.template, 'AWS::Events::Rule').flatMap(([logicalId, resource]) => {
    const { ScheduleExpression, State, Targets = [] } = resolver.value(resource.Properties) as RuleProperties;
    if (State === 'DISABLED') return [];
    if (ScheduleExpression === undefined) throw new TemplateError(`${logicalId} waits for events`);
    return Targets.map(({ Arn, Input }) => ({
      ruleArn: String(resolver.identity(logicalId).attributes.Arn),
      everyMilliseconds: intervalOf(logicalId, ScheduleExpression),
      functionArn: Arn,
      input: Input === undefined ? undefined : JSON.parse(Input),
    }));
  });
}

/** The milliseconds of `rate(5 minutes)`. */
function intervalOf(logicalId: string, expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const milliseconds = Number(count) * (unitMilliseconds[unit] ?? Number.NaN);
  if (!(milliseconds > 0))
    throw new TemplateError(`${logicalId} runs by ${expression}, and only rate(…) is known`);
  return milliseconds;
}

export interface Schedules {
  /** Calls every scheduled function now, whatever the time, and waits until all are done. */
  fire(): Promise<void>;
  stop(): void;
}

/** Calls the functions at their intervals, the first time after one interval; a failed call is not repeated. */
export function startSchedules(
  schedules: readonly Schedule[],
  invoke: (functionArn: string, event: unknown) => Promise<unknown>,
  onFailure: (error: unknown) => void,
): Schedules {
  const call = (schedule: Schedule) => invoke(schedule.functionArn, eventOf(schedule));
  const timers = schedules.map((schedule) => {
    const callNow = () => void call(schedule).catch(onFailure);
    return 'week' in schedule
      ? whenDue(schedule.week, callNow)
      : setInterval(callNow, schedule.everyMilliseconds);
  });
  return {
    fire: async () => {
      await Promise.all(schedules.map(call));
    },
    stop: () => {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

function eventOf(schedule: Schedule): unknown {
  if ('week' in schedule) return weekInput(schedule, new Date());
  return schedule.input ?? scheduledEvent(schedule.ruleArn);
}

function scheduledEvent(ruleArn: string) {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: localAwsAccount.accountId,
    time: new Date().toISOString(),
    region: localAwsAccount.region,
    resources: [ruleArn],
    detail: {},
  };
}
