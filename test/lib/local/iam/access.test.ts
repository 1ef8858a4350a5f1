import { expect, test } from 'vitest';
import { Access } from '../../../../lib/local/iam/access.ts';
import { evaluate, matches } from '../../../../lib/local/iam/evaluate.ts';
import type { Statement } from '../../../../lib/local/iam/role-policies.ts';

const table = 'arn:aws:dynamodb:us-east-1:000000000000:table/Orders';
const put = { action: 'dynamodb:PutItem', resource: table };

function allow(actions: string[], resources = [table]): Statement {
  return { effect: 'Allow', actions, resources };
}

test.each([
  ['the very action on the very resource', [allow(['dynamodb:PutItem'])], 'allowed'],
  ['an action in other letters', [allow(['DynamoDB:putitem'])], 'allowed'],
  ['a star for the action', [allow(['dynamodb:*'])], 'allowed'],
  ['a star inside the resource', [allow(['dynamodb:PutItem'], ['arn:aws:dynamodb:*:table/Ord*'])], 'allowed'],
  ['a question mark', [allow(['dynamodb:PutItem'], [table.replace('Orders', 'Order?')])], 'allowed'],
  ['no statement', [], 'not allowed'],
  ['another action', [allow(['dynamodb:UpdateItem'])], 'not allowed'],
  ['another resource', [allow(['dynamodb:PutItem'], [`${table}2`])], 'not allowed'],
  [
    'an action and a resource allowed apart',
    [allow(['dynamodb:PutItem'], ['other']), allow(['dynamodb:GetItem'])],
    'not allowed',
  ],
  [
    'a denial beside the permission',
    [allow(['*'], ['*']), { effect: 'Deny', actions: ['dynamodb:Put*'], resources: ['*'] }],
    'denied explicitly',
  ],
] satisfies [string, Statement[], string][])(
  '%s is decided on as IAM does',
  (_case, statements, decision) => {
    expect(evaluate(statements, put)).toBe(decision);
  },
);

test.each([
  ['one it names', 'shares', 'allowed'],
  ['another', 'account', 'not allowed'],
  ['a call that names none', undefined, 'not allowed'],
])('a statement about some partition keys allows %s accordingly', (_case, leadingKey, decision) => {
  const statement: Statement = { ...allow(['dynamodb:PutItem']), leadingKeys: ['shares'] };
  expect(evaluate([statement], { ...put, ...(leadingKey && { leadingKey }) })).toBe(decision);
});

test('what is special in a regular expression is plain in a pattern', () => {
  expect(matches('table/a.b(c)+[d]', 'table/a.b(c)+[d]')).toBe(true);
  expect(matches('table/a.b', 'table/axb')).toBe(false);
});

test('a refusal names function, role, action and resource as AWS does', () => {
  const roleArn = 'arn:aws:iam::000000000000:role/Shop-Role';
  const access = new Access([{ functionName: 'Shop-Worker', roleArn, statements: [] }]);
  expect(() => access.authorize('Shop-Worker', [put])).toThrow(
    `User: arn:aws:sts::000000000000:assumed-role/Shop-Role/Shop-Worker is not authorized to perform: dynamodb:PutItem on resource: ${table} because no identity-based policy allows the dynamodb:PutItem action`,
  );
});

test('what was used and what was granted for nothing is known, by function', () => {
  const statements = [allow(['dynamodb:PutItem', 'dynamodb:GetItem']), allow(['sqs:*'], ['a', 'b'])];
  const access = new Access([
    { functionName: 'one', roleArn: 'role/one', statements },
    { functionName: 'two', roleArn: 'role/two', statements: [allow(['dynamodb:PutItem'])] },
  ]);
  access.authorize('one', [put, { action: 'sqs:SendMessage', resource: 'a' }]);
  access.authorize('one', [put]);
  expect(() => access.authorize('two', [{ ...put, action: 'dynamodb:GetItem' }])).toThrow();
  expect(access.used()).toEqual([
    { functionName: 'one', ...put },
    { functionName: 'one', action: 'sqs:SendMessage', resource: 'a' },
  ]);
  expect(access.unused()).toEqual([
    { functionName: 'one', action: 'dynamodb:GetItem', resource: table },
    { functionName: 'one', action: 'sqs:*', resource: 'b' },
    { functionName: 'two', ...put },
  ]);
});
