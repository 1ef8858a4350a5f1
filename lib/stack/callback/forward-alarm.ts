import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { receiverMetric } from '../alarms/metrics.ts';
import type { Forwarding } from '../settings.ts';

/**
 * The share of failures from which on somebody has to look. With `retry` two of a message's three pushes may fail
 * on purpose: a server that thinks for ten seconds answers the third.
 */
const badShare = { acknowledge: 0.1, retry: 0.8 } as const satisfies Record<Forwarding['onFailure'], number>;

/** The merchant's own message server does not answer what is forwarded to it. */
export function forwardAlarm(scope: Construct, { onFailure }: Forwarding): AlarmDeclaration {
  return {
    kind: 'forward-failing',
    metric: receiverMetric(scope, 'forwardFailed', { statistic: Stats.AVERAGE, period: Duration.minutes(5) }),
    threshold: badShare[onFailure],
    periods: 3,
    badPeriods: 2,
    meaning: {
      en: 'Your own message server does not answer what is forwarded to it. No product event is lost by that, but chats and menus go unanswered.',
      zh: '你自己的消息服务器没有应答转发给它的推送。商品事件不会因此丢失，但聊天和菜单得不到回复。',
    },
    action: {
      en: 'npm run forward -- check says what is wrong with it.',
      zh: 'npm run forward -- check 会说明它的问题。',
    },
  };
}
