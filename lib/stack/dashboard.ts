import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  LogQueryVisualizationType,
  LogQueryWidget,
  type Metric,
  Row,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { countedIn5Minutes, receiverMetric } from './alarms/metrics.ts';
import type { CallbackApi } from './callback/callback-api.ts';
import type { EventPipeline } from './events/event-pipeline.ts';
import type { OutboxDrain } from './events/outbox-drain.ts';
import type { Quarantine } from './events/quarantine.ts';

const { period } = countedIn5Minutes;
const size = { width: 6, height: 6 };

export interface ReceiverDashboardProps {
  readonly callback: CallbackApi;
  readonly pipelines: readonly EventPipeline[];
  readonly outbox: OutboxDrain;
  readonly quarantine: Quarantine;
  readonly alarms: readonly Alarm[];
}

/**
 * The receiver in four rows: what comes in, what waits, what is counted, what fails. Graphs show metrics that
 * are there anyway; what only the functions know is asked of their logs when somebody looks.
 */
export class ReceiverDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ReceiverDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      // Names of dashboards are shared by all regions of an account.
      dashboardName: `${Stack.of(this).stackName}-${Stack.of(this).region}`,
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(row('What comes in', comesIn(props)));
    dashboard.addWidgets(row('What waits', waits(props)));
    dashboard.addWidgets(row('What is counted', counted(props)));
    dashboard.addWidgets(row('What fails', [...this.#troubles(props), ...fails(props)]));
  }

  #troubles({ callback, alarms }: ReceiverDashboardProps): IWidget[] {
    return [
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], ...size }),
      graph('Trouble of pushes', [
        receiverMetric(this, 'refused').with({ label: 'refused' }),
        receiverMetric(this, 'stepsFailed').with({ label: 'steps that failed' }),
        callback.handler.metricErrors({ ...countedIn5Minutes, label: 'crashes' }),
        callback.handler.metricThrottles({ ...countedIn5Minutes, label: 'throttled by Lambda' }),
      ]),
    ];
  }
}

function comesIn({ callback }: ReceiverDashboardProps): IWidget[] {
  const latency = (label: string, statistic: string) =>
    callback.metric('Latency', { period, label, statistic });
  return [
    graph('Requests', [
      callback.metric('Count', { ...countedIn5Minutes, label: 'all' }),
      callback.metric('4xx', { ...countedIn5Minutes, label: 'refused (4xx)' }),
      callback.metric('5xx', { ...countedIn5Minutes, label: 'failed (5xx)' }),
    ]),
    graph('Time to answer, ms', [
      latency('median', Stats.percentile(50)),
      latency('99 of 100', Stats.percentile(99)),
    ]),
    logQuery(
      'Pushes, by outcome',
      [callback.handler],
      ['filter message = "push"', 'stats count(*) by outcome'],
    ),
    logQuery(
      'Other pushes, by type',
      [callback.handler],
      ['filter message = "push" and outcome = "notProductEvent"', 'stats count(*) by event'],
    ),
  ];
}

function waits({ pipelines, outbox }: ReceiverDashboardProps): IWidget[] {
  const perQueue = (metric: (pipeline: EventPipeline) => Metric) =>
    pipelines.map((pipeline) => metric(pipeline).with({ label: pipeline.event }));
  return [
    graph(
      'Messages waiting',
      perQueue(({ queue }) => queue.metricWaiting()),
    ),
    graph(
      'Age of the oldest message, s',
      perQueue(({ queue }) => queue.metricOldest()),
    ),
    logQuery(
      'Outbox: rows left, age of the oldest in s',
      [outbox.handler],
      ['filter message = "outbox"', 'stats max(left), max(oldestSeconds) by bin(5m)'],
      LogQueryVisualizationType.LINE,
    ),
    logQuery(
      'Outbox, errors met',
      [outbox.handler],
      [
        'filter message = "outbox" and ispresent(errors.0)',
        'stats count(*), sum(sent), sum(left) by errors.0',
      ],
    ),
  ];
}

function counted({ pipelines }: ReceiverDashboardProps): IWidget[] {
  const workers = pipelines.map(({ worker }) => worker);
  return [
    logQuery('Counted, copies dropped, given back', workers, [
      'filter message = "batch"',
      'stats sum(counted), sum(alreadyCounted), sum(givenBack) by event',
    ]),
    logQuery(
      'Events counted',
      workers,
      ['filter message = "batch"', 'stats sum(counted) by bin(5m)'],
      LogQueryVisualizationType.LINE,
    ),
    logQuery('Batches', workers, [
      'filter message = "batch"',
      'stats count(*), avg(messages), max(durationMs) by event',
    ]),
    logQuery('Transactions, and those that met another one', workers, [
      'filter message = "batch"',
      'stats sum(transactions), sum(conflicts) by event',
    ]),
  ];
}

function fails({ pipelines, outbox, quarantine }: ReceiverDashboardProps): IWidget[] {
  return [
    graph('Crashes in the background', [
      ...pipelines.map(({ event, worker }) => worker.metricErrors({ ...countedIn5Minutes, label: event })),
      outbox.handler.metricErrors({ ...countedIn5Minutes, label: 'outbox drain' }),
    ]),
    graph('Dead letters and quarantine, messages', [
      ...pipelines.map(({ event, queue }) => queue.deadLetters.metricHeld().with({ label: event })),
      quarantine.metricHeld().with({ label: 'quarantine' }),
    ]),
  ];
}

/** A row across the whole width: its title, then four graphs side by side. */
function row(title: string, widgets: readonly IWidget[]): Row {
  return new Row(new TextWidget({ markdown: `## ${title}`, width: 24, height: 1 }), ...widgets);
}

function graph(title: string, metrics: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...metrics], leftYAxis: { min: 0, showUnits: false }, ...size });
}

/** What the functions' wide log lines say, in CloudWatch Logs Insights. */
function logQuery(
  title: string,
  functions: readonly LambdaFunction[],
  queryLines: readonly string[],
  view = LogQueryVisualizationType.TABLE,
): LogQueryWidget {
  const logGroupNames = functions.map(({ logGroup }) => logGroup.logGroupName);
  return new LogQueryWidget({ title, logGroupNames, queryLines: [...queryLines], view, ...size });
}
