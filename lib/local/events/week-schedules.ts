import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType, TemplateError } from '../template/template.ts';

/** A time of the week on the wall clock of a time zone. */
export interface WeekTime {
  /** Such as `Mon`. */
  readonly weekday: string;
  /** Such as `09:00`. */
  readonly time: string;
  readonly timeZone: string;
}

/** A function that EventBridge Scheduler calls once a week. */
export interface WeekSchedule {
  readonly week: WeekTime;
  readonly functionArn: string;
  /** JSON, with what Scheduler fills in. */
  readonly input: string;
}

interface ScheduleProperties {
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly State?: string;
  readonly Target: { readonly Arn: string; readonly Input?: string };
}

/** What Scheduler puts in the place of `<aws.scheduler.scheduled-time>`; nothing else of its kind is known here. */
const scheduledTime = '<aws.scheduler.scheduled-time>';

export function templateWeekSchedules(resolver: Resolver): WeekSchedule[] {
  return resourcesOfType(resolver.template, 'AWS::Scheduler::Schedule').flatMap(([logicalId, resource]) => {
    // CloudFormation says what a schedule holds.
    const properties = resolver.value(resource.Properties) as ScheduleProperties;
    if (properties.State === 'DISABLED') return [];
    const { ScheduleExpression, ScheduleExpressionTimezone: timeZone = 'UTC', Target } = properties;
    const input = Target.Input ?? '{}';
    if (input.replaceAll(scheduledTime, '').includes('<aws.scheduler.')) {
      throw new TemplateError(`the input of ${logicalId} asks for more than ${scheduledTime}`);
    }
    return [{ week: weekTimeOf(logicalId, ScheduleExpression, timeZone), functionArn: Target.Arn, input }];
  });
}

/** The time of `cron(0 9 ? * MON *)`. */
function weekTimeOf(logicalId: string, expression: string, timeZone: string): WeekTime {
  const [, minute, hour = '', day = ''] =
    /^cron\((\d+) (\d+) \? \* (MON|TUE|WED|THU|FRI|SAT|SUN) \*\)$/.exec(expression) ?? [];
  if (minute === undefined) {
    throw new TemplateError(`${logicalId} runs by ${expression}, and only a time of the week is known`);
  }
  const weekday = `${day.charAt(0)}${day.slice(1).toLowerCase()}`;
  return { weekday, time: `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`, timeZone };
}

export function weekInput({ input }: WeekSchedule, moment: Date): unknown {
  return JSON.parse(input.replaceAll(scheduledTime, moment.toISOString()));
}

/** How often the clock is looked at, in milliseconds: a minute must not go by between two looks. */
const look = 20_000;

/** Calls once when it is the time of the week, and again the next week. */
export function whenDue({ weekday, time, timeZone }: WeekTime, call: () => void): NodeJS.Timeout {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const isDue = () => clock.format() === `${weekday} ${time}`;
  // Begun in the very minute, it is the next week's turn.
  let wasDue = isDue();
  return setInterval(() => {
    const due = isDue();
    if (due && !wasDue) call();
    wasDue = due;
  }, look);
}
