import type { Construct } from 'constructs';
import type { AlarmDeclaration } from './alarm.ts';
import { receiverMetric } from './metrics.ts';

/** What the functions themselves report about the receiver. */
export function receiverAlarms(scope: Construct): readonly AlarmDeclaration[] {
  return [
    {
      kind: 'push-not-taken',
      metric: receiverMetric(scope, 'notTaken'),
      threshold: 1,
      meaning: 'Neither DynamoDB nor SQS took a push: Weixin was told to push again and does so three times.',
      action: 'If it lasts, pushes are lost: see the health of both services and whether calls are denied.',
    },
    {
      kind: 'de-duplication-bypassed',
      metric: receiverMetric(scope, 'deduplicationBypassed'),
      threshold: 1,
      periods: 3,
      badPeriods: 2,
      meaning:
        'DynamoDB does not take claims: events go to their queues unclaimed, workers tell copies apart.',
      action: 'Nothing is lost while SQS works. See whether the Events table is throttled, denied or down.',
    },
    {
      kind: 'pushes-refused',
      metric: receiverMetric(scope, 'refused'),
      threshold: 10,
      periods: 3,
      badPeriods: 2,
      meaning: 'Many requests have no valid signature or are too old: a wrong Token or key, or a stranger.',
      action: 'Compare the Token and the EncodingAESKey in the Official Accounts Platform with the secrets.',
    },
    {
      kind: 'access-denied',
      metric: receiverMetric(scope, 'accessDenied'),
      threshold: 1,
      meaning: 'AWS denied a function a call: a permission was taken away, here or by a policy above.',
      action: 'The log line names the action and the resource; cdk drift tells whether a role was changed.',
    },
  ];
}
