import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashedName, eventNames } from '../../../../functions/model/event-types.ts';
import { metricsNamespace, receiverMetrics } from '../../../../functions/model/metric-names.ts';
import { type Context, found, type Queue, resources, target, templateOf } from '../../../support/stack.ts';

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Metrics?: readonly {
    readonly Expression?: string;
    readonly MetricStat?: { readonly Metric: { readonly MetricName: string } };
  }[];
  readonly Threshold: number;
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
}

const forwardUrl = 'https://old.example.com/wechat.php';
const everything = templateOf(
  {
    expectPushes: 'true',
    alarmEmail: 'ops@example.com',
    dashboard: 'true',
    reportEmail: 'shop@example.com',
    reader: 'true',
    forwardUrl,
  },
  [{ name: 'all', file: 'handlers/all.ts', event: undefined, config: {} }],
);
const alarms = alarmsOf(everything);
const runbook = sections(readFileSync(new URL('../../../../docs/runbook.md', import.meta.url), 'utf8'));
const runbookLink = /docs\/runbook\.md#(?<heading>[\w-]+)$/;

function alarmsOf(template: typeof everything): Map<string, Alarm> {
  const all = [...resources<Alarm>(template, 'AWS::CloudWatch::Alarm').values()];
  return new Map(all.map((alarm) => [alarm.AlarmName.replace('WeixinProductEvents-', ''), alarm]));
}

/** The text below each second-level heading, by the anchor GitHub gives it. */
function sections(markdown: string): Map<string, string> {
  const [, ...parts] = markdown.split(/^## /m);
  return new Map(
    parts.map((part) => {
      const [title = '', ...text] = part.split('\n');
      const anchor = title
        .toLowerCase()
        .replace(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-');
      return [anchor, text.join('\n')];
    }),
  );
}

function headingOf(alarm: Alarm): string {
  return runbookLink.exec(alarm.AlarmDescription)?.groups?.heading ?? '';
}

describe('alarms', () => {
  it('are these', () => {
    const perEvent = ['dead-letters', 'messages-old'].flatMap((kind) =>
      eventNames.map((event) => `${kind}-${dashedName(event)}`),
    );
    expect([...alarms.keys()].toSorted()).toEqual(
      [
        'callback-4xx',
        'callback-5xx',
        'callback-slow',
        'forward-failing',
        'handler-dead-letters-all',
        'handler-messages-old-all',
        'no-push',
        'outbox-old',
        'push-steps-failing',
        'pushes-refused',
        'quarantine-not-empty',
        'reader-5xx',
        'week-mail-not-sent',
        ...perEvent,
      ].toSorted(),
    );
  });

  it('leave quiet accounts alone unless told that pushes are expected, and such as forward, handle, show and mail nothing', () => {
    expect([...alarmsOf(templateOf()).keys()]).toEqual(
      [...alarms.keys()].filter(
        (name) => !/^(no-push|forward-failing|handler-|reader-|week-mail)/.test(name),
      ),
    );
  });

  it('that look from outside take no failure of the merchant’s own server for one of the receiver', () => {
    const slowAt = (context: Context) => alarmsOf(templateOf(context)).get('callback-slow')?.Threshold;
    expect([slowAt({}), slowAt({ forwardUrl })]).toEqual([3000, 3300]);
    const held = alarmsOf(templateOf({ forwardUrl, forwardOnFailure: 'retry' }));
    expect([...held.keys()]).not.toContain('callback-slow');
    expect(held.get('callback-5xx')?.Metrics?.map(({ Expression }) => Expression)).toContain(
      'errors - FILL(failed, 0)',
    );
    expect(held.get('forward-failing')).toMatchObject({ Threshold: 0.8 });
  });

  it.each([...alarms])(
    '%s says in a few sentences what happened, what to do and where to read on',
    (_, alarm) => {
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].+\. [A-Z].+\. docs\/runbook\.md#/);
      expect([...runbook.keys()]).toContain(headingOf(alarm));
    },
  );

  it.each([...alarms])('%s reports trouble and its end to the topic', (_, alarm) => {
    const topic = [...resources(everything, 'AWS::SNS::Topic').keys()].find((id) => id.startsWith('Alarms'));
    expect([...alarm.AlarmActions, ...alarm.OKActions].map(target)).toEqual([topic, topic]);
  });

  it.each([...alarms])('%s takes silence for what it is', (name, alarm) => {
    const isNeverSilent = ['no-push', 'outbox-old'].includes(name);
    expect(alarm.TreatMissingData).toBe(isNeverSilent ? 'breaching' : 'notBreaching');
  });

  it('look at what can be received from a dead-letter queue, twice, not at what is being looked at', () => {
    const resting = [...alarms].filter(([name]) => /^(dead-letters|quarantine)/.test(name));
    expect(resting).toHaveLength(eventNames.length + 1);
    for (const [, alarm] of resting) {
      expect(alarm).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Threshold: 1,
        EvaluationPeriods: 2,
        DatapointsToAlarm: 2,
      });
    }
  });

  it.each([
    ['push-steps-failing', receiverMetrics.stepsFailed],
    ['pushes-refused', receiverMetrics.refused],
    ['forward-failing', receiverMetrics.forwardFailed],
  ])('%s looks at the metric as the functions write it: %s of this stack', (name, metric) => {
    expect(alarms.get(name)).toMatchObject({
      Namespace: metricsNamespace,
      MetricName: metric,
      Dimensions: [{ Name: 'service', Value: 'WeixinProductEvents' }],
    });
  });

  it('leave no metric unread that the functions write: each costs as much as three alarms', () => {
    const read = [...alarms.values()].flatMap(({ Namespace, MetricName = '' }) =>
      Namespace === metricsNamespace ? [MetricName] : [],
    );
    expect(read.toSorted()).toEqual(Object.values(receiverMetrics).toSorted());
  });

  it.each([
    ['callback-slow', { MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 3300 }],
    ['callback-5xx', { MetricName: '5xx', Statistic: 'Sum', Threshold: 3 }],
    ['callback-4xx', { MetricName: '4xx', Statistic: 'Sum', Threshold: 100, Period: 5 * 60 }],
    ['push-steps-failing', { Statistic: 'Sum', Threshold: 1, EvaluationPeriods: 3, DatapointsToAlarm: 2 }],
    ['pushes-refused', { Statistic: 'Sum', Threshold: 10, Period: 15 * 60, EvaluationPeriods: 1 }],
    ['outbox-old', { Namespace: 'AWS/Lambda', MetricName: 'Errors', Statistic: 'Sum', Threshold: 3 }],
    ['messages-old-subscribe', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 5 * 60 }],
  ])('%s goes off at the value the design names', (name, expected) => {
    expect(alarms.get(name)).toMatchObject(expected);
  });

  it('count a day without an accepted push as silence, whatever strangers send', () => {
    const noPush = alarms.get('no-push');
    expect(noPush).toMatchObject({ EvaluationPeriods: 24, DatapointsToAlarm: 24, Threshold: 1 });
    expect(noPush?.Metrics?.map(({ Expression }) => Expression)).toContain(
      'FILL(requests, 0) - FILL(refused, 0)',
    );
  });

  it('see a mail that was given up, by Lambda after its last attempt or by a schedule that cannot call it', () => {
    const { Metrics = [], Threshold } = found(alarms.get('week-mail-not-sent'));
    expect(Threshold).toBe(1);
    expect(Metrics.map((each) => each.Expression ?? each.MetricStat?.Metric.MetricName)).toEqual([
      'FILL(given_up, 0) + FILL(not_called, 0)',
      'AsyncEventsDropped',
      'InvocationDroppedCount',
    ]);
  });

  it('see a message that fails before SQS leaves it out of the age, at its third delivery', () => {
    const queues = [...resources<Queue>(everything, 'AWS::SQS::Queue').values()];
    const ofEvents = queues.filter(({ QueueName }) => !QueueName.includes('-on-'));
    const timeouts = ofEvents.flatMap(({ VisibilityTimeout }) => VisibilityTimeout ?? []);
    expect(timeouts).toHaveLength(eventNames.length);
    const { Threshold } = found(alarms.get('messages-old-subscribe'));
    for (const timeout of timeouts) expect(2 * timeout).toBeGreaterThan(Threshold);
  });
});

describe('the runbook', () => {
  it.each([...new Set([...alarms.values()].map(headingOf))])(
    'says of %s what it means, how to see, how to mend',
    (heading) => {
      const text = runbook.get(heading) ?? '';
      const parts = ['**Means.**', '**See.**', '**Mend.**'].map((part) => text.indexOf(part));
      expect(parts).not.toContain(-1);
      expect(parts).toEqual(parts.toSorted((first, second) => first - second));
    },
  );

  it('has no section for an alarm that does not exist', () => {
    const withAlarm = new Set([...alarms.values()].map(headingOf));
    const others = [...runbook].filter(
      ([heading, text]) => text.includes('**Means.**') && !withAlarm.has(heading),
    );
    expect(others).toEqual([]);
  });

  it('links only to sections it has', () => {
    const links = [...[...runbook.values()].join('\n').matchAll(/\]\(#([^)]+)\)/g)].map(
      ([, anchor]) => anchor,
    );
    expect(links.filter((anchor) => !runbook.has(anchor ?? ''))).toEqual([]);
  });
});

describe('the topic', () => {
  it('costs no key, and is reached over TLS only: what alarms say is no secret', () => {
    everything.resourceCountIs('AWS::KMS::Key', 0);
    everything.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
          { Effect: 'Allow' },
        ],
      },
    });
  });

  it('writes to the address that was set, and to nobody where none was', () => {
    everything.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    templateOf().resourceCountIs('AWS::SNS::Subscription', 0);
  });
});
