import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../../functions/model/event-types.ts';
import { publishVariable } from '../../../../functions/publishing/environment.ts';
import type { HandlerFile } from '../../../../lib/stack/handlers/handler-files.ts';
import {
  found,
  type LambdaFunction,
  type Policy,
  resources,
  target,
  templateOf,
} from '../../../support/stack.ts';

const crmSecret = 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:crm-Ab12Cd';
const subscribe: HandlerFile = {
  name: 'subscribe',
  file: '/shop/handlers/subscribe.ts',
  event: 'subscribe',
  config: {
    environment: { CRM_URL: 'https://crm.example.com' },
    secrets: { CRM_KEY: crmSecret },
    permissions: [{ actions: ['s3:PutObject'], resources: ['arn:aws:s3:::shop/coupons'] }],
    timeoutSeconds: 60,
  },
};
const all: HandlerFile = { name: 'all', file: '/shop/handlers/all.ts', event: undefined, config: {} };

const functionsOf = (template: ReturnType<typeof templateOf>) => [
  ...resources<LambdaFunction>(template, 'AWS::Lambda::Function').values(),
];

describe('without the setting and without a handler', () => {
  const template = templateOf();

  it('no topic is deployed, and no worker knows of one', () => {
    expect([...resources(template, 'AWS::SNS::Subscription').keys()]).toEqual([]);
    expect(JSON.stringify(template.toJSON())).not.toContain(publishVariable);
  });
});

describe('where events are published', () => {
  const template = templateOf({ publish: 'true' });

  it('every worker may publish to the one topic, and does nothing else that is new', () => {
    const policies = [...resources<Policy>(template, 'AWS::IAM::Policy').values()];
    const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const publishing = statements.filter(({ Action }) => [Action].flat().includes('sns:Publish'));
    expect(publishing).toHaveLength(eventNames.length);
    expect(new Set(publishing.map(({ Resource }) => target(Resource))).size).toBe(1);
  });

  it('the topic takes nothing over a line that is not encrypted', () => {
    const policies = JSON.stringify([...resources(template, 'AWS::SNS::TopicPolicy').values()]);
    expect(policies).toContain('aws:SecureTransport');
  });
});

describe('a handler', () => {
  const template = templateOf({}, [subscribe, all]);
  const subscriptions = [
    ...resources<{ readonly FilterPolicy?: unknown; readonly RawMessageDelivery: boolean }>(
      template,
      'AWS::SNS::Subscription',
    ).values(),
  ];

  it('has its events alone delivered, whole; one for all has no filter', () => {
    expect(subscriptions.map(({ FilterPolicy }) => FilterPolicy)).toEqual([
      { event: ['subscribe'] },
      undefined,
    ]);
    expect(subscriptions.every(({ RawMessageDelivery }) => RawMessageDelivery)).toBe(true);
  });

  it('has a function with its variables, its time, and secrets by their ARNs only', () => {
    const handling = found(
      functionsOf(template).find(({ Description }) => Description?.includes('own code on subscribe')),
    );
    expect(handling).toMatchObject({
      Timeout: 60,
      Environment: { Variables: { CRM_URL: 'https://crm.example.com', CRM_KEY_SECRET_ARN: crmSecret } },
    });
  });

  it('has a role of its own that may do what its config says', () => {
    const policies = [...resources<Policy>(template, 'AWS::IAM::Policy').values()];
    const ofHandler = found(policies.find((policy) => JSON.stringify(policy).includes('s3:PutObject')));
    expect(ofHandler.Roles).toHaveLength(1);
    expect(ofHandler.PolicyDocument.Statement.map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'secretsmanager:GetSecretValue',
      's3:PutObject',
      ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    ]);
  });

  it('has a queue with dead letters and an alarm for them', () => {
    const names = [
      ...resources<{ readonly AlarmName: string }>(template, 'AWS::CloudWatch::Alarm').values(),
    ].map(({ AlarmName }) => AlarmName);
    expect(names).toEqual(
      expect.arrayContaining([
        'WeixinProductEvents-handler-dead-letters-subscribe',
        'WeixinProductEvents-handler-dead-letters-all',
      ]),
    );
  });

  it('gets queue names that SQS takes, whatever the event and the stack are called', () => {
    const longest = templateOf({ name: 'A'.repeat(20) }, [
      { ...all, name: 'user-scan-product-verify-action', event: 'user_scan_product_verify_action' },
    ]);
    const queues = [...resources<{ readonly QueueName: string }>(longest, 'AWS::SQS::Queue').values()];
    expect(Math.max(...queues.map(({ QueueName }) => QueueName.length))).toBeLessThanOrEqual(80);
  });
});
