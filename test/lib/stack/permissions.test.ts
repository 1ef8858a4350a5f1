import { describe, expect, it } from 'vitest';
import { eventNames } from '../../../functions/model/event-types.ts';
import {
  found,
  type LambdaFunction,
  type Policy,
  resources,
  target,
  templateOf,
} from '../../support/stack.ts';

const template = templateOf();
const functions = resources<LambdaFunction>(template, 'AWS::Lambda::Function');
const policies = [...resources<Policy>(template, 'AWS::IAM::Policy').values()];

describe('permissions', () => {
  const roleOf = ({ Roles }: Policy) => Roles.map(target).join();

  it('are a role of its own for every function, without a managed policy', () => {
    const roles = [...functions.values()].map(({ Role }) => target(Role));
    expect(new Set(roles).size).toBe(functions.size);
    expect(policies.map(roleOf).toSorted()).toEqual(roles.toSorted());
    for (const role of resources<object>(template, 'AWS::IAM::Role').values()) {
      expect(role).not.toHaveProperty('ManagedPolicyArns');
      expect(role).not.toHaveProperty('Policies');
    }
  });

  it.each(policies)('are single actions on single resources: $PolicyName', ({ PolicyDocument }) => {
    for (const { Effect, Action, Resource } of PolicyDocument.Statement) {
      expect(Effect).toBe('Allow');
      expect([Action].flat().join()).not.toContain('*');
      expect(JSON.stringify(Resource)).not.toContain('*');
    }
  });

  it('let a function write to its own log only', () => {
    for (const { Role, LoggingConfig } of functions.values()) {
      const policy = found(policies.find((each) => roleOf(each) === target(Role)));
      const logging = policy.PolicyDocument.Statement.filter(({ Action }) =>
        [Action].flat().join().includes('logs:'),
      );
      expect(logging).toEqual([
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: { 'Fn::GetAtt': [target(LoggingConfig.LogGroup), 'Arn'] },
        },
      ]);
    }
  });

  it('delete nothing anywhere but messages', () => {
    const actions = policies.flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Action }) => Action),
    );
    expect(actions.filter((action) => /delete|purge|remove/i.test(action))).toEqual(
      eventNames.map(() => 'sqs:DeleteMessage'),
    );
  });

  it('let AWS itself do no more: alarms of this account may publish to the topic', () => {
    const [topic] = [...resources(template, 'AWS::SNS::Topic').keys()];
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Deny' },
          {
            Effect: 'Allow',
            Action: 'sns:Publish',
            Resource: { Ref: topic },
            Principal: { Service: 'cloudwatch.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          },
        ],
      },
    });
  });
});
