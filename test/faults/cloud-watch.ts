import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { Template } from 'aws-cdk-lib/assertions';
import { resources, target } from '../support/stack.ts';
import type { Cloud } from './cloud.ts';
import type { Sightings } from './sightings.ts';

interface MetricName {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: readonly { readonly Name: string; readonly Value: unknown }[];
}

/** An alarm of the template, as far as it decides when it goes off. */
export interface WatchedAlarm extends Partial<MetricName> {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly Metrics?: readonly {
    readonly Id: string;
    readonly MetricStat?: { readonly Metric: MetricName };
  }[];
  readonly ComparisonOperator: 'GreaterThanOrEqualToThreshold' | 'LessThanThreshold';
  readonly Threshold: number;
  readonly TreatMissingData: 'breaching' | 'notBreaching';
  readonly Period?: number;
  readonly Statistic?: 'Sum' | 'Average';
  readonly DatapointsToAlarm: number;
}

/** CloudWatch in small: the template's alarms over what was seen of a failure. */
export class CloudWatch {
  readonly alarms: readonly WatchedAlarm[];
  readonly #template: Template;

  constructor(template: Template) {
    this.#template = template;
    this.alarms = [...resources<WatchedAlarm>(template, 'AWS::CloudWatch::Alarm').values()];
  }

  /** The kinds of the alarms that go off if what was seen lasts. */
  async goingOff(seen: Sightings, cloud: Cloud): Promise<string[]> {
    const kinds = new Set<string>();
    for (const alarm of this.alarms) {
      const value = await this.#valueOf(alarm, seen, cloud);
      if (isBad(alarm, value)) kinds.add(kindOf(alarm));
    }
    return [...kinds].toSorted();
  }

  async #valueOf(
    { Metrics, ...metric }: WatchedAlarm,
    seen: Sightings,
    cloud: Cloud,
  ): Promise<number | undefined> {
    if (isMetric(metric)) return this.#read(metric, seen, cloud, metric.Statistic);
    // The one alarm that computes: requests - refused, what is missing taken for none.
    const values = [];
    for (const { MetricStat } of Metrics ?? []) {
      if (MetricStat) values.push((await this.#read(MetricStat.Metric, seen, cloud)) ?? 0);
    }
    const [requests = 0, refused = 0] = values;
    return requests - refused;
  }

  async #read(
    metric: MetricName,
    seen: Sightings,
    cloud: Cloud,
    statistic: WatchedAlarm['Statistic'] = 'Sum',
  ): Promise<number | undefined> {
    const dimension = (name: string) => metric.Dimensions.find(({ Name }) => Name === name)?.Value;
    switch (`${metric.Namespace} ${metric.MetricName}`) {
      case 'AWS/ApiGateway Count':
        return seen.answers.length || undefined;
      case 'AWS/ApiGateway 4xx':
        return seen.answered(4);
      case 'AWS/ApiGateway 5xx':
        return seen.answered(5);
      case 'AWS/ApiGateway Latency':
        return seen.slowest();
      case 'AWS/Lambda Errors':
        return seen.errorsOf(target(dimension('FunctionName')));
      case 'AWS/SQS ApproximateNumberOfMessagesVisible':
        return visible(cloud, this.#queueUrl(dimension('QueueName'), cloud));
      case 'AWS/SQS ApproximateAgeOfOldestMessage':
        return seen.ageOn(this.#queueUrl(dimension('QueueName'), cloud));
      default:
        return seen.printed(
          {
            namespace: metric.Namespace,
            name: metric.MetricName,
            dimensions: { service: String(dimension('service')) },
          },
          statistic,
        );
    }
  }

  #queueUrl(reference: unknown, { holdings }: Cloud): string {
    const queues = resources<{ QueueName: string }>(this.#template, 'AWS::SQS::Queue');
    const name = queues.get(target(reference))?.QueueName;
    const url = holdings.queueUrls.find((each) => each.endsWith(`/${name}`));
    if (url === undefined) throw new Error(`no queue ${name}`);
    return url;
  }
}

async function visible({ holdings }: Cloud, QueueUrl: string): Promise<number> {
  const AttributeNames = ['ApproximateNumberOfMessages'] as const;
  const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] });
  return Number((await holdings.sqs.send(command)).Attributes?.[AttributeNames[0]]);
}

/** The heading of the runbook an alarm ends in, which is its kind. */
export function kindOf({ AlarmDescription }: Pick<WatchedAlarm, 'AlarmDescription'>): string {
  return AlarmDescription.split('#').at(-1) ?? '';
}

function isMetric(metric: Partial<MetricName>): metric is MetricName {
  return metric.MetricName !== undefined;
}

function isBad(alarm: WatchedAlarm, value: number | undefined): boolean {
  const { ComparisonOperator, Threshold, TreatMissingData } = alarm;
  if (value === undefined) return TreatMissingData === 'breaching';
  return ComparisonOperator === 'LessThanThreshold' ? value < Threshold : value >= Threshold;
}
