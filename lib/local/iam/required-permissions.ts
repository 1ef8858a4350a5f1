import { localAwsAccount } from '../account.ts';
import { queueNameOf } from '../queue-url.ts';
import type { AwsCall, AwsService } from './aws-call.ts';
import type { Permission } from './evaluate.ts';

type Parameters = AwsCall['parameters'];

/**
 * The permissions AWS asks of a call's caller: one for most calls, one per item for a transaction.
 * @param partitionKeys by the name of a table, the attribute that is its partition key
 */
export function requiredPermissions(
  { service, operation, parameters }: Pick<AwsCall, 'service' | 'operation' | 'parameters'>,
  partitionKeys: ReadonlyMap<string, string> = new Map(),
): Permission[] {
  const leadingKey = leadingKeyOf(parameters, partitionKeys);
  return byService[service](operation, parameters).map((permission) => ({
    ...permission,
    ...(leadingKey !== undefined && { leadingKey }),
  }));
}

/** The partition key of the one item a call is about. */
function leadingKeyOf(
  { TableName, Key, Item }: Parameters,
  partitionKeys: ReadonlyMap<string, string>,
): string | undefined {
  const attribute = partitionKeys.get(String(TableName)) ?? '';
  const { S: value } = object(object(Key ?? Item)[attribute]);
  return value === undefined ? undefined : String(value);
}

const byService: Readonly<Record<AwsService, (operation: string, parameters: Parameters) => Permission[]>> = {
  dynamodb: (operation, parameters) => {
    const perItem = transactions[operation];
    if (perItem) return list(parameters.TransactItems).flatMap(perItem);
    if (batches.includes(operation)) {
      return Object.keys(object(parameters.RequestItems)).map((table) => onTable(operation, table));
    }
    return [onTable(operation, parameters.TableName, parameters.IndexName)];
  },
  secretsmanager: (operation, { SecretId }) => [
    { action: `secretsmanager:${operation}`, resource: secretArn(String(SecretId)) },
  ],
  sns: (operation, { TopicArn }) => [
    { action: `sns:${operation.replace(/Batch$/, '')}`, resource: String(TopicArn) },
  ],
  sqs: (operation, { QueueUrl, QueueName }) => [
    {
      // A batch needs the permission of its single form.
      action: `sqs:${operation.replace(/Batch$/, '')}`,
      resource: arn('sqs', QueueUrl === undefined ? String(QueueName) : queueNameOf(String(QueueUrl))),
    },
  ],
};

/** By "Using IAM with DynamoDB transactions": each item needs the permission of its single form. */
const transactions: Readonly<Record<string, (item: unknown) => Permission[]>> = {
  TransactGetItems: (item) => [onTable('GetItem', object(object(item).Get).TableName)],
  TransactWriteItems: (item) =>
    Object.entries(object(item)).map(([kind, write]) =>
      onTable(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, object(write).TableName),
    ),
};

const batches = ['BatchGetItem', 'BatchWriteItem'];

function onTable(operation: string, table: unknown, index?: unknown): Permission {
  const name = String(table);
  const tableArn = name.startsWith('arn:') ? name : arn('dynamodb', `table/${name}`);
  return {
    action: `dynamodb:${operation}`,
    resource: index === undefined ? tableArn : `${tableArn}/index/${index}`,
  };
}

function secretArn(id: string): string {
  return id.startsWith('arn:') ? id : arn('secretsmanager', `secret:${id}-??????`);
}

function arn(service: AwsService, resource: string): string {
  const { partition, region, accountId } = localAwsAccount;
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
