import {
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  DynamoDBClient,
  GetItemCommand,
  type PutItemCommandInput,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import { insightsTableSchema } from '../../functions/model/insights-table.ts';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import type { Database } from '../../lib/local/engines/database.ts';
import { Meter, type Write } from './meter.ts';

export interface MeteredClient {
  readonly client: DynamoDBClient;
  readonly meter: Meter;
  close(): void;
}

/** A client of a database whose calls a meter takes down. The engines' own numbers do not hold for transactions. */
export function meteredClient({ endpoint, accessKeyId }: Database): MeteredClient {
  const options = {
    endpoint,
    region: localAwsAccount.region,
    credentials: localCredentials(accessKeyId),
  };
  const unmetered = new DynamoDBClient(options);
  const meter = new Meter(async (TableName, Key) => {
    const command = new GetItemCommand({ TableName, Key, ConsistentRead: true });
    return (await unmetered.send(command)).Item;
  });
  const client = new DynamoDBClient(options);
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        const writes = writesOf(String(commandName), call.input);
        meter.note(writes);
        const answer = await next(call);
        if (commandName === 'BatchGetItemCommand') {
          noteReads(
            meter,
            call.input as BatchGetItemCommandInput,
            answer.output as BatchGetItemCommandOutput,
          );
        }
        return answer;
      },
    { step: 'initialize', name: 'meter' },
  );
  return {
    client,
    meter,
    close: () => {
      client.destroy();
      unmetered.destroy();
    },
  };
}

/** @throws for a command whose units are not known here */
function writesOf(command: string, input: object): readonly Write[] {
  switch (command) {
    case 'PutItemCommand':
      return [writeOf(input as PutItemCommandInput, 1)];
    case 'UpdateItemCommand':
      return [writeOf(input as UpdateItemCommandInput, 1)];
    case 'TransactWriteItemsCommand':
      return ((input as TransactWriteItemsCommandInput).TransactItems ?? []).map(({ Put, Update }) =>
        writeOf(Put ?? Update, 2),
      );
    case 'BatchGetItemCommand':
    case 'CreateTableCommand':
    case 'DescribeTableCommand':
    case 'UpdateTimeToLiveCommand':
    case 'ScanCommand':
      return [];
    default:
      throw new Error(`how many units does ${command} take?`);
  }
}

type Written = Partial<Pick<PutItemCommandInput, 'TableName' | 'Item'> & Pick<UpdateItemCommandInput, 'Key'>>;

function writeOf({ TableName, Key, Item }: Written = {}, times: 1 | 2): Write {
  return { table: String(TableName), key: Key ?? keyIn(Item), times };
}

const keyNames: readonly string[] = [eventsTableSchema, insightsTableSchema].flatMap(
  ({ partitionKey, sortKey }) => [partitionKey, sortKey],
);

function keyIn(item: Record<string, AttributeValue> = {}): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item).filter(([name]) => keyNames.includes(name)));
}

function noteReads(
  meter: Meter,
  { RequestItems = {} }: BatchGetItemCommandInput,
  { Responses = {} }: BatchGetItemCommandOutput,
): void {
  for (const [table, { Keys = [], ConsistentRead = false }] of Object.entries(RequestItems)) {
    const found = Responses[table] ?? [];
    const missing = Array.from({ length: Keys.length - found.length }, () => undefined);
    meter.noteReads([...found, ...missing], ConsistentRead);
  }
}
