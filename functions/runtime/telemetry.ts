import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import {
  eventDimension,
  type eventMetrics,
  metricsNamespace,
  receiverMetrics,
} from '../model/metric-names.ts';

type EventMetric = (typeof eventMetrics)[keyof typeof eventMetrics];
type Unit = (typeof MetricUnit)[keyof typeof MetricUnit];
type ReceiverMetric = (typeof receiverMetrics)[keyof typeof receiverMetrics];

/** What a function tells its operator: structured lines and metrics, both on standard output. */
export const logger = new Logger();

const metrics = new Metrics({ namespace: metricsNamespace });

/** Adds to a metric of one type of event. */
export function countEvent(name: EventMetric, event: string, count = 1): void {
  const single = metrics.singleMetric();
  single.addDimension(eventDimension, event);
  single.addMetric(name, MetricUnit.Count, count);
}

/** Adds to, or sets, a metric of the receiver as a whole. */
export function record(name: ReceiverMetric, value = 1, unit: Unit = MetricUnit.Count): void {
  metrics.singleMetric().addMetric(name, unit, value);
}

/** What was thrown, as the logger wants it: JavaScript throws anything. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

/** The class of an error: its message may quote what was pushed. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}

// SNS has a word of its own for it.
const deniedError = /AccessDenied|AuthorizationError/;

/**
 * Counts the calls AWS denied among errors, given by their class: a permission is missing.
 * @returns how many there are
 */
export function recordDenied(errorNames: readonly string[]): number {
  const denied = errorNames.filter((name) => deniedError.test(name)).length;
  if (denied > 0) record(receiverMetrics.accessDenied, denied);
  return denied;
}
