import {
  CreateTableCommand,
  type CreateTableCommandInput,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { Resolver } from '../template/resolve.ts';
import { resourcesOfType } from '../template/template.ts';

/**
 * Creates the template's tables. Backups, encryption, expiry and protection from deletion are AWS's:
 * one machine's memory has none of them.
 */
export async function createTables(dynamodb: DynamoDBClient, resolver: Resolver): Promise<void> {
  const tables = resourcesOfType(resolver.template, 'AWS::DynamoDB::Table');
  await Promise.all(
    tables.map(([logicalId, { Properties = {} }]) => {
      const input = {
        ...pick(Properties, ['AttributeDefinitions', 'KeySchema', 'BillingMode', 'ProvisionedThroughput']),
        ...pick(Properties, ['GlobalSecondaryIndexes', 'LocalSecondaryIndexes']),
        TableName: resolver.identity(logicalId).ref,
      };
      // CloudFormation's properties of a table are CreateTable's parameters of the same names.
      return dynamodb.send(new CreateTableCommand(resolver.value(input) as CreateTableCommandInput));
    }),
  );
}

function pick(properties: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return Object.fromEntries(
    names.filter((name) => name in properties).map((name) => [name, properties[name]]),
  );
}
