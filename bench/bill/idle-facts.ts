import type { ForwardVariable } from '../../functions/callback/forward/environment.ts';
import { receiverMetrics } from '../../functions/model/metric-names.ts';
import { resourcesOfType, type Template } from '../../lib/local/template/template.ts';

/** What of a synthesized template is paid for though nothing happens. */
export interface IdleFacts {
  readonly secrets: number;
  readonly keys: number;
  /** Metrics the alarms refer to: one that computes with two costs two. */
  readonly alarmMetrics: number;
  /** Metrics the functions may write, and those filtered out of logs, each with its one set of dimensions. */
  readonly customMetrics: number;
  /** Of each dashboard how many metrics it shows. */
  readonly dashboards: readonly number[];
  readonly queuesPolled: number;
  /** Functions on a schedule of once a minute. */
  readonly everyMinute: number;
}

interface AlarmProperties {
  readonly Metrics?: readonly { readonly MetricStat?: object }[];
}

interface FunctionProperties {
  readonly Environment?: { readonly Variables: object };
}

interface DashboardProperties {
  readonly DashboardBody: unknown;
}

export function idleFacts(template: Template): IdleFacts {
  const count = (type: string) => resourcesOfType(template, type).length;
  return {
    secrets: count('AWS::SecretsManager::Secret'),
    keys: count('AWS::KMS::Key'),
    alarmMetrics: properties<AlarmProperties>(template, 'AWS::CloudWatch::Alarm').reduce(
      (sum, { Metrics }) => sum + (Metrics?.filter(({ MetricStat }) => MetricStat).length ?? 1),
      0,
    ),
    customMetrics: metricsWritten(template).length + count('AWS::Logs::MetricFilter'),
    dashboards: properties<DashboardProperties>(template, 'AWS::CloudWatch::Dashboard').map(metricsShown),
    queuesPolled: count('AWS::Lambda::EventSourceMapping'),
    everyMinute: count('AWS::Events::Rule'),
  };
}

/** Where nothing is forwarded, nothing is said of it. */
function metricsWritten(template: Template): string[] {
  const url: ForwardVariable = 'FORWARD_URL';
  const functions = properties<FunctionProperties>(template, 'AWS::Lambda::Function');
  const forwards = functions.some(({ Environment }) => url in (Environment?.Variables ?? {}));
  return Object.values(receiverMetrics).filter((name) => forwards || name !== receiverMetrics.forwardFailed);
}

/** The body is JSON whose references CloudFormation fills in: each stands for some text here. */
function metricsShown({ DashboardBody }: DashboardProperties): number {
  const body: { widgets: readonly { properties: { metrics?: readonly unknown[] } }[] } = JSON.parse(
    joined(DashboardBody),
  );
  return body.widgets.reduce((sum, { properties: { metrics = [] } }) => sum + metrics.length, 0);
}

function joined(value: unknown): string {
  const { 'Fn::Join': [separator, parts] = ['', []] }: { 'Fn::Join'?: [string, unknown[]] } = Object(value);
  return typeof value === 'string'
    ? value
    : parts.map((part) => (typeof part === 'string' ? part : 'reference')).join(separator);
}

function properties<Shape>(template: Template, type: string): Shape[] {
  // CloudFormation says what a resource of this type holds.
  return resourcesOfType(template, type).map(([, { Properties }]) => Properties as Shape);
}
