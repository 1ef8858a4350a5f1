import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  ManagedPolicy,
  PolicyStatement,
  type PolicyStatementProps,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { expect, test } from 'vitest';
import { templateRoles } from '../../../../lib/local/iam/role-policies.ts';
import { templateResolver } from '../../../../lib/local/template/resolve.ts';
import type { Template as LocalTemplate } from '../../../../lib/local/template/template.ts';

/** What a role with these statements may do, read from the template CDK makes of it. */
function rolesWith(statements: PolicyStatementProps[], managed: string[] = []) {
  const stack = new Stack(new App(), 'Shop');
  const role = new Role(stack, 'Role', {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: managed.map((name) => ManagedPolicy.fromAwsManagedPolicyName(name)),
  });
  const queue = new Queue(stack, 'Work', { queueName: 'work' });
  queue.grantPurge(role);
  for (const statement of statements) role.addToPolicy(new PolicyStatement(statement));
  const template: LocalTemplate = JSON.parse(JSON.stringify(Template.fromStack(stack).toJSON()));
  const resolver = templateResolver(template, { stackName: 'Shop', sqsEndpoint: 'http://127.0.0.1:1' });
  return [...templateRoles(resolver).values()].flat();
}

test('a role has the statements of the policies attached to it, ARNs resolved', () => {
  expect(rolesWith([{ actions: ['sqs:SendMessage'], resources: ['*'] }])).toEqual([
    {
      effect: 'Allow',
      actions: expect.arrayContaining(['sqs:PurgeQueue']),
      resources: ['arn:aws:sqs:us-east-1:000000000000:work'],
    },
    { effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['*'] },
  ]);
});

test.each([
  ['NotAction', { notActions: ['sqs:SendMessage'], resources: ['*'] }],
  ['NotResource', { actions: ['sqs:SendMessage'], notResources: ['arn:aws:sqs:::a'] }],
  [
    'Condition',
    {
      actions: ['sqs:SendMessage'],
      resources: ['*'],
      conditions: { Bool: { 'aws:SecureTransport': 'true' } },
    },
  ],
])('%s, which is not evaluated, is refused', (keyword, statement) => {
  expect(() => rolesWith([statement])).toThrow(new RegExp(keyword, 'i'));
});

const forLeadingKeys = (conditions: Record<string, unknown>) =>
  rolesWith([{ actions: ['dynamodb:UpdateItem'], resources: ['*'], conditions }]);

test('a condition on partition keys is read', () => {
  const conditions = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['shares'] } };
  expect(forLeadingKeys(conditions).at(-1)).toEqual({
    effect: 'Allow',
    actions: ['dynamodb:UpdateItem'],
    resources: ['*'],
    leadingKeys: ['shares'],
  });
});

test.each([
  ['another operator', { 'ForAnyValue:StringEquals': { 'dynamodb:LeadingKeys': ['shares'] } }],
  [
    'another key beside it',
    { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['a'], 'dynamodb:Attributes': ['b'] } },
  ],
])('a condition with %s is refused', (_case, conditions) => {
  expect(() => forLeadingKeys(conditions)).toThrow('uses the condition');
});

test('a managed policy, whose text is not in the template, is refused', () => {
  expect(() => rolesWith([], ['AmazonSQSFullAccess'])).toThrow('AmazonSQSFullAccess');
});
