import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dashedName, eventNames } from '../../../../functions/model/event-types.ts';
import { metricsNamespace, receiverMetrics } from '../../../../functions/model/metric-names.ts';
import { resources, target, templateOf } from '../../../support/stack.ts';

interface Alarm {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly Metrics?: readonly { readonly Expression?: string }[];
  readonly EvaluationPeriods: number;
  readonly DatapointsToAlarm: number;
  readonly TreatMissingData: string;
}

const everything = templateOf({ expectPushes: 'true', alarmEmail: 'ops@example.com' });
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
    const perEvent = ['dead-letters', 'messages-failing', 'messages-old', 'worker-errors'].flatMap((kind) =>
      eventNames.map((event) => `${kind}-${dashedName(event)}`),
    );
    expect([...alarms.keys()].toSorted()).toEqual(
      [
        'access-denied',
        'callback-5xx',
        'callback-slow',
        'callback-throttled-api',
        'callback-throttled-function',
        'de-duplication-bypassed',
        'no-push',
        'outbox-old',
        'push-not-taken',
        'pushes-refused',
        'quarantine-not-empty',
        'worker-errors-outbox-drain',
        ...perEvent,
      ].toSorted(),
    );
  });

  it('leave quiet accounts alone unless told that pushes are expected', () => {
    expect([...alarmsOf(templateOf()).keys()]).toEqual(
      [...alarms.keys()].filter((name) => name !== 'no-push'),
    );
  });

  it.each([...alarms])(
    '%s says in a few sentences what happened, what to do and where to read on',
    (_, alarm) => {
      expect(alarm.AlarmDescription).toMatch(/^[A-Z].+\. [A-Z].+\. docs\/runbook\.md#/);
      expect([...runbook.keys()]).toContain(headingOf(alarm));
    },
  );

  it.each([...alarms])('%s reports trouble and its end to the topic', (_, alarm) => {
    const [topic] = [...resources(everything, 'AWS::SNS::Topic').keys()];
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
    ['push-not-taken', receiverMetrics.notTaken],
    ['de-duplication-bypassed', receiverMetrics.deduplicationBypassed],
    ['pushes-refused', receiverMetrics.refused],
    ['access-denied', receiverMetrics.accessDenied],
    ['outbox-old', receiverMetrics.outboxAge],
  ])('%s looks at the metric as the functions write it: %s of this stack', (name, metric) => {
    expect(alarms.get(name)).toMatchObject({
      Namespace: metricsNamespace,
      MetricName: metric,
      Dimensions: [{ Name: 'service', Value: 'WeixinProductEvents' }],
    });
  });

  it('look at what a worker gives back as the worker writes it: per type of event', () => {
    expect(alarms.get('messages-failing-user-scan-product')).toMatchObject({
      Namespace: metricsNamespace,
      Dimensions: [
        { Name: 'event', Value: 'user_scan_product' },
        { Name: 'service', Value: 'WeixinProductEvents' },
      ],
    });
  });

  it.each([
    ['callback-slow', { MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 3000 }],
    ['callback-5xx', { MetricName: '5xx', Statistic: 'Sum', Threshold: 3 }],
    ['outbox-old', { Statistic: 'Maximum', Threshold: 5 * 60 }],
    ['messages-old-subscribe', { MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 10 * 60 }],
    ['messages-failing-subscribe', { MetricName: 'GivenBack', EvaluationPeriods: 3, DatapointsToAlarm: 3 }],
    ['worker-errors-subscribe', { Namespace: 'AWS/Lambda', MetricName: 'Errors' }],
    ['callback-throttled-function', { Namespace: 'AWS/Lambda', MetricName: 'Throttles' }],
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

  it('count what API Gateway throttles in the access log, under the dimension the alarm reads', () => {
    everything.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.status = "429" }',
      MetricTransformations: [
        { Dimensions: [{ Key: 'api', Value: '$.api' }], MetricName: 'ThrottledRequests' },
      ],
    });
    expect(alarms.get('callback-throttled-api')).toMatchObject({
      MetricName: 'ThrottledRequests',
      Dimensions: [{ Name: 'api' }],
    });
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
  it('is encrypted with a key alarms may use, and reached over TLS only', () => {
    const [key] = [...resources(everything, 'AWS::KMS::Key').keys()];
    everything.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
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

describe('the dashboard', () => {
  it('has a name of its own in every region: all regions of an account share the names', () => {
    everything.hasResourceProperties('AWS::CloudWatch::Dashboard', {
      DashboardName: { 'Fn::Join': ['', ['WeixinProductEvents-', { Ref: 'AWS::Region' }]] },
    });
  });

  it('has four rows: what comes in, what waits, what is counted, what fails', () => {
    const [dashboard] = [
      ...resources<{ DashboardBody: unknown }>(everything, 'AWS::CloudWatch::Dashboard').values(),
    ];
    const titles = JSON.stringify(dashboard?.DashboardBody).match(/## [\w ]+/g);
    expect(titles).toEqual(['## What comes in', '## What waits', '## What is counted', '## What fails']);
  });
});
