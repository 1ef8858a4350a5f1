import { expect, test } from 'vitest';
import type { AwsService } from '../../../../lib/local/iam/aws-call.ts';
import { requiredPermissions } from '../../../../lib/local/iam/required-permissions.ts';

const orders = 'arn:aws:dynamodb:us-east-1:000000000000:table/Orders';
const stock = 'arn:aws:dynamodb:us-east-1:000000000000:table/Stock';
const work = 'arn:aws:sqs:us-east-1:000000000000:work';
const news = 'arn:aws:sns:us-east-1:000000000000:news';
const secret = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:key-abc123';
const QueueUrl = 'http://127.0.0.1:1/000000000000/work';

test.each<[AwsService, string, Record<string, unknown>, [string, string][]]>([
  ['dynamodb', 'PutItem', { TableName: 'Orders' }, [['dynamodb:PutItem', orders]]],
  ['dynamodb', 'PutItem', { TableName: orders }, [['dynamodb:PutItem', orders]]],
  ['dynamodb', 'Query', { TableName: 'Orders' }, [['dynamodb:Query', orders]]],
  [
    'dynamodb',
    'Query',
    { TableName: 'Orders', IndexName: 'open' },
    [['dynamodb:Query', `${orders}/index/open`]],
  ],
  [
    'dynamodb',
    'TransactWriteItems',
    {
      TransactItems: [
        { Put: { TableName: 'Orders' } },
        { Update: { TableName: 'Stock' } },
        { Delete: { TableName: 'Orders' } },
        { ConditionCheck: { TableName: 'Stock' } },
      ],
    },
    [
      ['dynamodb:PutItem', orders],
      ['dynamodb:UpdateItem', stock],
      ['dynamodb:DeleteItem', orders],
      ['dynamodb:ConditionCheckItem', stock],
    ],
  ],
  [
    'dynamodb',
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName: 'Stock' } }] },
    [['dynamodb:GetItem', stock]],
  ],
  [
    'dynamodb',
    'BatchWriteItem',
    { RequestItems: { Orders: [], Stock: [] } },
    [
      ['dynamodb:BatchWriteItem', orders],
      ['dynamodb:BatchWriteItem', stock],
    ],
  ],
  ['sqs', 'SendMessage', { QueueUrl }, [['sqs:SendMessage', work]]],
  ['sqs', 'SendMessageBatch', { QueueUrl }, [['sqs:SendMessage', work]]],
  ['sqs', 'DeleteMessageBatch', { QueueUrl }, [['sqs:DeleteMessage', work]]],
  ['sqs', 'GetQueueUrl', { QueueName: 'work' }, [['sqs:GetQueueUrl', work]]],
  ['sns', 'Publish', { TopicArn: news }, [['sns:Publish', news]]],
  ['sns', 'PublishBatch', { TopicArn: news }, [['sns:Publish', news]]],
  ['secretsmanager', 'GetSecretValue', { SecretId: secret }, [['secretsmanager:GetSecretValue', secret]]],
])('%s %s needs %j as AWS says', (service, operation, parameters, permissions) => {
  const call = { accessKeyId: 'key', service, operation, parameters };
  expect(requiredPermissions(call)).toEqual(permissions.map(([action, resource]) => ({ action, resource })));
});

test('a call about one item says its partition key, which a role may be bound to', () => {
  const parameters = { TableName: 'Orders', Key: { buyer: { S: 'o1' }, at: { S: '1' } } };
  const call = { accessKeyId: 'key', service: 'dynamodb', operation: 'UpdateItem', parameters } as const;
  const expected = { action: 'dynamodb:UpdateItem', resource: orders, leadingKey: 'o1' };
  expect(requiredPermissions(call, new Map([['Orders', 'buyer']]))).toEqual([expected]);
});
