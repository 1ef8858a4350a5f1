import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, type IMetric, MathExpression, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { countedIn5Minutes, receiverMetric } from '../alarms/metrics.ts';
import type { Forwarding } from '../settings.ts';
import type { CallbackApi } from './callback-api.ts';

/**
 * What API Gateway and Lambda see of the callback from outside.
 * @param forward the merchant's own server, whose failures have an alarm of their own (forward-alarm.ts)
 */
export function callbackAlarms(
  callback: CallbackApi,
  forward: Forwarding | undefined,
): readonly AlarmDeclaration[] {
  const isHeld = forward?.onFailure === 'retry';
  const slow: AlarmDeclaration = {
    kind: 'callback-slow',
    metric: callback.metric('Latency', { statistic: Stats.percentile(99), period: Duration.minutes(5) }),
    // The merchant's own server is waited for until 3 seconds.
    threshold: Duration.millis(forward ? 3300 : 3000).toMilliseconds(),
    periods: 3,
    badPeriods: 2,
    meaning: {
      en: 'One push in a hundred takes over 3 seconds. Weixin hangs up after 5 and pushes again.',
      zh: '百分之一的推送用时超过 3 秒。微信等 5 秒就断开，然后重新推送。',
    },
    action: {
      en: 'See which call is slow in the log lines of the callback function.',
      zh: '在回调函数的日志里看哪一步慢。',
    },
  };
  return [
    {
      kind: 'callback-5xx',
      metric: isHeld ? unexpectedErrors(callback) : callback.metric('5xx', countedIn5Minutes),
      threshold: 3,
      meaning: {
        en: 'The callback answered 3 or more requests in 5 minutes with an error. Weixin tries each again at once, and gives up.',
        zh: '回调在 5 分钟内有 3 个以上请求返回错误。微信会马上重试几次，然后放弃。',
      },
      action: {
        en: "Pushes are being lost: read the callback function's log, then the access log.",
        zh: '推送正在丢失：先看回调函数的日志，再看访问日志。',
      },
    },
    // With `retry` a push is held on purpose; a step of ours that takes long is push-steps-failing.
    ...(isHeld ? [] : [slow]),
    {
      kind: 'callback-4xx',
      // API Gateway has no metric of what it throttles: that is a 429 among the others.
      metric: callback.metric('4xx', countedIn5Minutes),
      threshold: 100,
      meaning: {
        en: 'A hundred requests in 5 minutes were turned away: more came than the throttle lets through, or a flood of wrong ones.',
        zh: '5 分钟内有一百个请求被拒：超过了限流，或有大量错误请求。',
      },
      action: {
        en: 'See in the access log which: 429 means that pushes are being lost and a limit has to be raised.',
        zh: '看访问日志属于哪一种：429 表示推送正在丢失，需要提高限额。',
      },
    },
  ];
}

/** With `retry` Weixin is told by a 503 to push again what the merchant's own server did not answer. */
function unexpectedErrors(callback: CallbackApi): IMetric {
  return new MathExpression({
    expression: 'errors - FILL(failed, 0)',
    usingMetrics: {
      errors: callback.metric('5xx', countedIn5Minutes),
      failed: receiverMetric(callback, 'forwardFailed'),
    },
    label: 'Errors of the callback itself',
    period: countedIn5Minutes.period,
  });
}

/**
 * No push, of whatever kind, for 24 hours. Only for accounts that are never that quiet.
 * Requests without a valid signature do not count: strangers find any URL.
 */
export function noPushAlarm(callback: CallbackApi): AlarmDeclaration {
  const hourly = { statistic: Stats.SUM, period: Duration.hours(1) };
  return {
    kind: 'no-push',
    metric: new MathExpression({
      // Without FILL, CloudWatch looks further back than 24 hours before it believes in silence.
      expression: 'FILL(requests, 0) - FILL(refused, 0)',
      usingMetrics: { requests: callback.metric('Count', hourly), refused: callback.metric('4xx', hourly) },
      label: 'Requests taken',
      period: hourly.period,
    }),
    threshold: 1,
    comparison: ComparisonOperator.LESS_THAN_THRESHOLD,
    periods: 24,
    silence: 'bad',
    meaning: {
      en: 'Weixin has pushed nothing acceptable for 24 hours.',
      zh: '24 小时没有收到微信的有效推送。',
    },
    action: {
      en: 'See in the Official Accounts Platform whether the server configuration is on and points here.',
      zh: '在公众平台检查服务器配置是否启用、是否指向这里。',
    },
  };
}
