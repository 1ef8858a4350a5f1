import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { countedIn5Minutes } from '../alarms/metrics.ts';
import type { CallbackApi } from './callback-api.ts';

/** What API Gateway and Lambda see of the callback from outside. */
export function callbackAlarms(callback: CallbackApi): readonly AlarmDeclaration[] {
  const throttled = {
    kind: 'callback-throttled',
    threshold: 1,
    action: 'Raise the limit it names before the next peak: Weixin gives up after three retries.',
  };
  return [
    {
      kind: 'callback-5xx',
      metric: callback.stage.metricServerError(countedIn5Minutes),
      threshold: 3,
      meaning:
        'The callback answered 3 or more requests in 5 minutes with an error. Weixin tries each again.',
      action: "Read the callback function's log; an error that lasts loses pushes after three retries.",
    },
    {
      kind: 'callback-slow',
      metric: callback.stage.metricLatency({ statistic: Stats.percentile(99), period: Duration.minutes(5) }),
      threshold: Duration.seconds(3).toMilliseconds(),
      periods: 3,
      badPeriods: 2,
      meaning: 'One push in a hundred takes over 3 seconds. Weixin hangs up after 5 and pushes again.',
      action: 'See which call is slow in the log lines of the callback function.',
    },
    {
      ...throttled,
      subject: 'function',
      metric: callback.handler.metricThrottles(countedIn5Minutes),
      meaning: "Lambda turned pushes away: the account's limit of functions running at once is reached.",
    },
    {
      ...throttled,
      subject: 'api',
      metric: callback.metricThrottled(),
      meaning: "API Gateway turned pushes away: more came at once than the stage's throttle lets through.",
    },
  ];
}

/**
 * No push, of whatever kind, for 24 hours. Only for accounts that are never that quiet.
 * Requests without a valid signature do not count: strangers find any URL.
 */
export function noPushAlarm({ stage }: CallbackApi): AlarmDeclaration {
  const hourly = { statistic: Stats.SUM, period: Duration.hours(1) };
  return {
    kind: 'no-push',
    metric: new MathExpression({
      // Without FILL, CloudWatch looks further back than 24 hours before it believes in silence.
      expression: 'FILL(requests, 0) - FILL(refused, 0)',
      usingMetrics: { requests: stage.metricCount(hourly), refused: stage.metricClientError(hourly) },
      label: 'Requests taken',
      period: hourly.period,
    }),
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods: 24,
    silence: 'bad',
    meaning: 'Weixin has pushed nothing acceptable for 24 hours.',
    action: 'See in the Official Accounts Platform whether the server configuration is on and points here.',
  };
}
