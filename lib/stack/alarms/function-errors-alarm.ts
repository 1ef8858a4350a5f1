import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { AlarmDeclaration } from './alarm.ts';
import { countedIn5Minutes } from './metrics.ts';

/** A function that works in the background ends with an error or out of time, again and again. */
export function functionErrorsAlarm(handler: IFunction, subject: string): AlarmDeclaration {
  return {
    kind: 'worker-errors',
    subject,
    metric: handler.metricErrors(countedIn5Minutes),
    threshold: 1,
    periods: 3,
    badPeriods: 2,
    meaning: 'The function crashes or runs out of time. What it was given is tried again.',
    action: 'Read the error in its log: it is a bug or a store that does not answer.',
  };
}
