import { Duration, Stack } from 'aws-cdk-lib';
import { Metric, type MetricOptions, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import {
  metricsNamespace,
  receiverMetrics,
  serviceDimension,
} from '../../../functions/model/metric-names.ts';

/** What tells the metrics of several stacks in one AWS account apart: the functions' service is the stack. */
export function serviceName(scope: Construct): string {
  return Stack.of(scope).stackName;
}

/** What alarms and graphs look at unless they say otherwise: how many in five minutes. */
export const countedIn5Minutes = { statistic: Stats.SUM, period: Duration.minutes(5) };

/** The same for a level, such as the messages that wait: the highest in five minutes. */
export const highestIn5Minutes = { statistic: Stats.MAXIMUM, period: Duration.minutes(5) };

/** A metric the functions count for the whole receiver. */
export function receiverMetric(
  scope: Construct,
  metric: keyof typeof receiverMetrics,
  options: MetricOptions = countedIn5Minutes,
): Metric {
  return new Metric({
    namespace: metricsNamespace,
    metricName: receiverMetrics[metric],
    dimensionsMap: { [serviceDimension]: serviceName(scope) },
    ...options,
  });
}
