import { metricsNamespace, type receiverMetrics, serviceDimension } from '../model/metric-names.ts';

export type ReceiverMetric = (typeof receiverMetrics)[keyof typeof receiverMetrics];

/** Values that were counted and not printed yet. */
const pending = new Map<ReceiverMetric, number[]>();

/** Adds to a metric, with the next line that is printed; 0 says that it was looked at, and was not so. */
export function count(name: ReceiverMetric, value: 0 | 1 = 1): void {
  pending.set(name, [...(pending.get(name) ?? []), value]);
}

/**
 * What makes a log line one of metrics as well (CloudWatch, Embedded metric format specification): nothing where
 * nothing was counted. Powertools would print metrics in lines of their own, which CloudWatch bills by the byte.
 */
export function takeMetrics(now = Date.now()): Readonly<Record<string, unknown>> {
  if (pending.size === 0) return {};
  const Metrics = [...pending.keys()].map((Name) => ({ Name }));
  const directive = { Namespace: metricsNamespace, Dimensions: [[serviceDimension]], Metrics };
  const values = [...pending].map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  pending.clear();
  return {
    _aws: { Timestamp: now, CloudWatchMetrics: [directive] },
    [serviceDimension]: process.env.POWERTOOLS_SERVICE_NAME,
    ...Object.fromEntries(values),
  };
}
