import type { ComparisonOperator, IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Spoken } from '../../wording/language.ts';

/** An alarm, declared by the construct it watches; alarms.ts makes it. */
export interface AlarmDeclaration {
  /** What kind of trouble it reports: part of the alarm's name, and the heading in docs/runbook.md. */
  readonly kind: string;
  /** Which of several alike is in trouble. @default there is only one */
  readonly subject?: string;
  readonly metric: IMetric;
  /** The value from which on a period is bad. */
  readonly threshold: number;
  /** How a bad value compares to the threshold. @default at or above it */
  readonly comparison?: ComparisonOperator;
  /** How many of the latest periods are looked at. @default 1 */
  readonly periods?: number;
  /** How many of these have to be bad. @default all */
  readonly badPeriods?: number;
  /** What a period without any value means. @default good: most metrics are written when something happens */
  readonly silence?: 'good' | 'bad';
  /** What has happened, for whoever is woken up by it. */
  readonly meaning: Spoken<string>;
  /** What to do first. */
  readonly action: Spoken<string>;
}

/** The part of an alarm's name behind the stack's, such as `dead-letters-user-scan-product`. */
export function alarmName(alarm: Pick<AlarmDeclaration, 'kind' | 'subject'>): string {
  return alarm.subject === undefined ? alarm.kind : `${alarm.kind}-${alarm.subject}`;
}
