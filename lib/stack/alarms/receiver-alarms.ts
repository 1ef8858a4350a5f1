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
      meaning:
        'Steps of pushes fail: DynamoDB or SQS is slow, down, throttles or denies a call. The other one carries the pushes.',
      action: 'Nothing is lost while that one works. Read which step fails, and with what, in the log lines.',
    },
    {
      kind: 'pushes-refused',
      metric: receiverMetric(scope, 'refused', { statistic: Stats.SUM, period: Duration.minutes(15) }),
      threshold: 10,
      meaning: 'Requests have no valid signature or are too old: a wrong Token or key, or a stranger.',
      action: 'Compare the Token and the EncodingAESKey in the Official Accounts Platform with the secrets.',
    },
  ];
}
