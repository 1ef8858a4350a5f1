import { eventNames } from '../model/event-types.ts';
import { deadLettersUrlVariable } from '../stores/environment.ts';

/** All that the function behind the mail reads from its environment, but for the handlers' queues where there are any. */
export const weekVariables = [
  'INSIGHTS_TABLE',
  'QUARANTINE_QUEUE_URL',
  ...eventNames.map(deadLettersUrlVariable),
  'STATS_TIME_ZONE',
  'STACK_NAME',
  'REPORT_TOPIC_ARN',
  'REPORT_LANGUAGE',
] as const;

export type WeekVariable = (typeof weekVariables)[number];
