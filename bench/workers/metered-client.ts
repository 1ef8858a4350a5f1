import {
  DynamoDBClient,
  type PutItemCommandInput,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import type { Database } from '../../lib/local/engines/database.ts';

/** What DynamoDB would charge for, and how often it was called. */
export interface Meter {
  calls: number;
  /** By table. */
  readonly writeUnits: Map<string, number>;
}

export interface MeteredClient {
  readonly client: DynamoDBClient;
  readonly meter: Meter;
}

/**
 * A client of a database that counts its calls and their write units by DynamoDB's rules: one a
 * write, two in a transaction, also where a condition fails. That holds for items of up to 1 KB, which
 * `storedBytes` confirms. The engines' own numbers do not hold for transactions.
 */
export function meteredClient({ endpoint, accessKeyId }: Database): MeteredClient {
  const meter: Meter = { calls: 0, writeUnits: new Map() };
  const client = new DynamoDBClient({
    endpoint,
    region: localAwsAccount.region,
    credentials: localCredentials(accessKeyId),
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        meter.calls += 1;
        meterWrites(meter, String(commandName), call.input);
        return next(call);
      },
    { step: 'initialize', name: 'meter' },
  );
  return { client, meter };
}

function meterWrites({ writeUnits }: Meter, command: string, input: object): void {
  const add = (table: string | undefined, units: number) =>
    writeUnits.set(String(table), (writeUnits.get(String(table)) ?? 0) + units);
  if (command === 'PutItemCommand' || command === 'UpdateItemCommand') {
    add((input as PutItemCommandInput | UpdateItemCommandInput).TableName, 1);
  }
  if (command === 'TransactWriteItemsCommand') {
    const { TransactItems = [] } = input as TransactWriteItemsCommandInput;
    for (const { Put, Update } of TransactItems) add((Put ?? Update)?.TableName, 2);
  }
}
