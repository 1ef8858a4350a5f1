import { describe, expect, it } from 'vitest';
import { leaseLength } from '../../../../functions/week/send-once.ts';
import {
  found,
  type LambdaFunction,
  type Policy,
  resources,
  target,
  templateOf,
} from '../../../support/stack.ts';

const bare = templateOf();
const withMail = templateOf({
  reportEmail: 'shop@example.com, owner@example.com,shop@example.com',
  reportLanguage: 'zh',
  statsTimeZone: 'Europe/Berlin',
});

function functionOf(template: typeof bare): LambdaFunction {
  const all = [...resources<LambdaFunction>(template, 'AWS::Lambda::Function').values()];
  return found(all.find(({ Environment }) => 'REPORT_TOPIC_ARN' in Environment.Variables));
}

describe('the mail on Monday', () => {
  it('is not there unless somebody is to get it: no resource, no alarm, no output', () => {
    const { Resources, Outputs } = bare.toJSON();
    expect(Object.keys(Resources).filter((id) => /week/i.test(id))).toEqual([]);
    expect(Object.keys(Outputs)).not.toContain('WeekFunction');
  });

  it('leaves everything else of the stack as it is', () => {
    const others = ({ Resources }: ReturnType<typeof bare.toJSON>) =>
      Object.fromEntries(Object.entries(Resources).filter(([id]) => !/week/i.test(id)));
    const sameZone = templateOf({ reportEmail: 'shop@example.com' });
    expect(others(sameZone.toJSON())).toEqual(others(bare.toJSON()));
  });

  it('goes to each address once, by a topic of its own that takes nothing in clear', () => {
    const subscriptions = [
      ...resources<{ Endpoint: string; Protocol: string; TopicArn: unknown }>(
        withMail,
        'AWS::SNS::Subscription',
      ).values(),
    ];
    expect(subscriptions.map(({ Endpoint, Protocol }) => `${Protocol} ${Endpoint}`)).toEqual([
      'email shop@example.com',
      'email owner@example.com',
    ]);
    const [topic = '', ...more] = new Set(subscriptions.map(({ TopicArn }) => target(TopicArn)));
    expect(more).toEqual([]);
    const policies = [
      ...resources<{ Topics: unknown[] } & Policy>(withMail, 'AWS::SNS::TopicPolicy').values(),
    ];
    const own = found(policies.find(({ Topics }) => Topics.map(target).includes(topic)));
    expect(own.PolicyDocument.Statement).toMatchObject([
      { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
  });

  it('is sent on Monday at nine in the time zone of the statistics', () => {
    withMail.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(0 9 ? * MON *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Input: '{"scheduledTime":"<aws.scheduler.scheduled-time>"}' },
    });
    expect(functionOf(withMail).Environment.Variables).toMatchObject({
      STATS_TIME_ZONE: 'Europe/Berlin',
      REPORT_LANGUAGE: 'zh',
    });
  });

  it('is called by a role that this account’s schedules alone have, and that calls this function alone', () => {
    const [schedule] = resources<{ Target: { Arn: unknown; RoleArn: unknown } }>(
      withMail,
      'AWS::Scheduler::Schedule',
    ).values();
    const { Arn, RoleArn } = found(schedule).Target;
    expect(resources<object>(withMail, 'AWS::IAM::Role').get(target(RoleArn))).toMatchObject({
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Principal: { Service: 'scheduler.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
    const policies = [...resources<Policy>(withMail, 'AWS::IAM::Policy').values()];
    const own = policies.filter(({ Roles }) => Roles.map(target).includes(target(RoleArn)));
    expect(own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: Arn },
    ]);
  });

  it('is one run’s for longer than a run lasts, and for less than Lambda waits before it tries again', () => {
    expect(functionOf(withMail).Timeout * 1000).toBeLessThan(leaseLength);
    expect(leaseLength).toBeLessThan(60_000);
  });

  it('has a subject that SNS takes, however long the stack’s name may be', () => {
    const { STACK_NAME } = functionOf(templateOf({ reportEmail: 'shop@example.com', name: 'a'.repeat(20) }))
      .Environment.Variables;
    expect(`${STACK_NAME}: 2024-01-29 - 2024-02-04`).toMatch(/^[\x20-\x7E]{1,99}$/);
  });

  it('is written in the language of alarms where nothing else is said', () => {
    const languageOf = (context: Record<string, string>) =>
      functionOf(templateOf({ reportEmail: 'shop@example.com', ...context })).Environment.Variables
        .REPORT_LANGUAGE;
    expect([{}, { language: 'zh' }, { language: 'zh', reportLanguage: 'en' }].map(languageOf)).toEqual([
      'en',
      'zh',
      'en',
    ]);
  });
});
