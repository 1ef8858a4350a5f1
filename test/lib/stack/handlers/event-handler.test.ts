import { describe, expect, it } from 'vitest';
import type { HandlerFile } from '../../../../lib/stack/handlers/handler-files.ts';
import { found, type LambdaFunction, type Policy, resources, templateOf } from '../../../support/stack.ts';

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

  const functions = [...resources<LambdaFunction>(template, 'AWS::Lambda::Function').values()];

  it('has a function with its variables, its time, and secrets by their ARNs only', () => {
    const handling = found(
      functions.find(({ Description }) => Description?.includes('own code on subscribe')),
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

  it('has a queue with dead letters, and alarms for these and for what waits', () => {
    const names = [
      ...resources<{ readonly AlarmName: string }>(template, 'AWS::CloudWatch::Alarm').values(),
    ].map(({ AlarmName }) => AlarmName);
    expect(names).toEqual(
      expect.arrayContaining([
        'WeixinProductEvents-handler-dead-letters-subscribe',
        'WeixinProductEvents-handler-dead-letters-all',
        'WeixinProductEvents-handler-messages-old-all',
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
