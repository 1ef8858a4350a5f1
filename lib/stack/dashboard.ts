import { Duration, Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  MathExpression,
  type Metric,
  Row,
  Stats,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { eventDimension, eventMetrics, metricsNamespace } from '../../functions/model/metric-names.ts';
import {
  countedIn5Minutes,
  eventMetric,
  highestIn5Minutes,
  receiverMetric,
  serviceDimension,
  serviceName,
} from './alarms/metrics.ts';
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

/** The receiver in four rows: what comes in, what waits, what is counted, what fails. */
export class ReceiverDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ReceiverDashboardProps) {
    super(scope, id);
    const dashboard = new Dashboard(this, 'Dashboard', {
      // Names of dashboards are shared by all regions of an account.
      dashboardName: `${Stack.of(this).stackName}-${Stack.of(this).region}`,
      defaultInterval: Duration.days(1),
    });
    dashboard.addWidgets(row('What comes in', this.#comesIn(props)));
    dashboard.addWidgets(row('What waits', this.#waits(props)));
    dashboard.addWidgets(row('What is counted', this.#counted(props)));
    dashboard.addWidgets(row('What fails', this.#fails(props)));
  }

  #comesIn({ callback: { stage }, pipelines }: ReceiverDashboardProps): IWidget[] {
    const latency = (label: string, statistic: string) => stage.metricLatency({ period, label, statistic });
    return [
      graph('Requests', [
        stage.metricCount({ ...countedIn5Minutes, label: 'all' }),
        stage.metricClientError({ ...countedIn5Minutes, label: 'refused (4xx)' }),
        stage.metricServerError({ ...countedIn5Minutes, label: 'failed (5xx)' }),
      ]),
      graph('Time to answer, ms', [
        latency('median', Stats.percentile(50)),
        latency('99 of 100', Stats.percentile(99)),
      ]),
      graph('Product events put on their queues', this.#perEvent('enqueued', pipelines)),
      graph('Other pushes, by type', [this.#otherPushes()]),
    ];
  }

  #waits({ pipelines }: ReceiverDashboardProps): IWidget[] {
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
      graph('Outbox, rows', [receiverMetric(this, 'outboxDepth', highestIn5Minutes)]),
      graph('Outbox, age of the oldest row, s', [receiverMetric(this, 'outboxAge', highestIn5Minutes)]),
    ];
  }

  #counted({ pipelines }: ReceiverDashboardProps): IWidget[] {
    return [
      graph('Events counted', this.#perEvent('counted', pipelines)),
      graph('Weixin pushed again, dropped', this.#perEvent('retryDropped', pipelines)),
      graph('Copies met by workers, dropped', this.#perEvent('alreadyCounted', pipelines)),
      graph('Transactions that met another one', this.#perEvent('conflicts', pipelines)),
    ];
  }

  #fails({ callback, pipelines, outbox, quarantine, alarms }: ReceiverDashboardProps): IWidget[] {
    const background = [
      ...pipelines.map(({ event, worker }) => worker.metricErrors({ ...countedIn5Minutes, label: event })),
      outbox.handler.metricErrors({ ...countedIn5Minutes, label: 'outbox drain' }),
    ];
    const troubles = ['refused', 'quarantined', 'deduplicationBypassed', 'notTaken', 'accessDenied'] as const;
    return [
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...alarms], ...size }),
      graph('Trouble the functions report', [
        ...troubles.map((metric) => receiverMetric(this, metric)),
        callback.metricThrottled().with({ label: 'Throttled by API Gateway' }),
        callback.handler.metricThrottles({ ...countedIn5Minutes, label: 'Throttled by Lambda' }),
      ]),
      graph('Crashes of workers and messages given back', [
        ...background,
        ...this.#perEvent('givenBack', pipelines).map((metric) =>
          metric.with({ label: `given back: ${metric.label}` }),
        ),
      ]),
      graph('Dead letters and quarantine, messages', [
        ...pipelines.map(({ event, queue }) => queue.deadLetters.metricHeld().with({ label: event })),
        quarantine.metricHeld().with({ label: 'quarantine' }),
      ]),
    ];
  }

  #perEvent(metric: keyof typeof eventMetrics, pipelines: readonly EventPipeline[]): Metric[] {
    return pipelines.map(({ event }) => eventMetric(this, metric, event).with({ label: event }));
  }

  // Their types are whatever Weixin sends: a search finds them, a list would not.
  #otherPushes(): IMetric {
    const schema = `${metricsNamespace},${eventDimension},${serviceDimension}`;
    const filter = `MetricName="${eventMetrics.notProductEvent}" ${serviceDimension}="${serviceName(this)}"`;
    return new MathExpression({
      expression: `SEARCH('{${schema}} ${filter}', 'Sum')`,
      period,
      label: '',
    });
  }
}

/** A row across the whole width: its title, then four graphs side by side. */
function row(title: string, widgets: readonly IWidget[]): Row {
  return new Row(new TextWidget({ markdown: `## ${title}`, width: 24, height: 1 }), ...widgets);
}

function graph(title: string, metrics: readonly IMetric[]): GraphWidget {
  return new GraphWidget({ title, left: [...metrics], leftYAxis: { min: 0, showUnits: false }, ...size });
}
