import { Duration } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { AlarmDeclaration } from './alarm.ts';
import { receiverMetric } from './metrics.ts';

/** What the functions themselves report about the receiver. */
export function receiverAlarms(scope: Construct): readonly AlarmDeclaration[] {
  return [
    {
      kind: 'push-steps-failing',
      metric: receiverMetric(scope, 'stepsFailed'),
      threshold: 1,
      periods: 3,
      badPeriods: 2,
      meaning: {
        en: 'Steps of pushes fail: DynamoDB or SQS is slow, down, throttles or denies a call. The other one carries the pushes.',
        zh: '推送的某些步骤失败：DynamoDB 或 SQS 变慢、中断、限流或拒绝调用，推送由另一个承担。',
      },
      action: {
        en: 'Nothing is lost while that one works. Read which step fails, and with what, in the log lines.',
        zh: '只要另一个正常就不会丢失。在日志里看哪一步失败、是什么错误。',
      },
    },
    {
      kind: 'pushes-refused',
      metric: receiverMetric(scope, 'refused', { statistic: Stats.SUM, period: Duration.minutes(15) }),
      threshold: 10,
      meaning: {
        en: 'Requests have no valid signature or are too old: a wrong Token or key, or a stranger.',
        zh: '有请求没有有效签名或已过期：Token 或密钥不对，或是陌生人。',
      },
      action: {
        en: 'Compare the Token and the EncodingAESKey in the Official Accounts Platform with the secrets.',
        zh: '核对公众平台的 Token、EncodingAESKey 与密钥中的值。',
      },
    },
  ];
}
