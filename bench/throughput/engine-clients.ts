import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, type SendMessageCommandInput, SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import type { Database } from '../../lib/local/engines/database.ts';
import type { LocalSqs } from '../../lib/local/engines/sqs.ts';
import type { RecordedCall } from './recorded-calls.ts';

export interface EngineClients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
}

/** More than are ever under way: what may run at once is what ran at once before. */
const maxSockets = 1000;

/** Clients that call the engines themselves, and take the first answer. */
export function engineClients(database: Database, sqs: LocalSqs): EngineClients {
  const options = {
    region: localAwsAccount.region,
    credentials: localCredentials(database.accessKeyId),
    maxAttempts: 1,
  };
  const connections = () => ({ requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets } }) });
  return {
    dynamodb: new DynamoDBClient({ ...options, ...connections(), endpoint: database.endpoint }),
    sqs: new SQSClient({ ...options, ...connections(), endpoint: sqs.endpoint }),
  };
}

/**
 * Makes a call of a function again. Its parameters are those an SDK client wrote, so they are of the command's type.
 * @throws for an operation that is not known here, and what the engine refuses
 */
export async function callAgain(
  { dynamodb, sqs }: EngineClients,
  { operation, parameters }: Pick<RecordedCall, 'operation'> & { readonly parameters: unknown },
): Promise<unknown> {
  switch (operation) {
    case 'PutItem':
      return dynamodb.send(new PutItemCommand(parameters as PutItemCommandInput));
    case 'GetItem':
      return dynamodb.send(new GetItemCommand(parameters as GetItemCommandInput));
    case 'UpdateItem':
      return dynamodb.send(new UpdateItemCommand(parameters as UpdateItemCommandInput));
    case 'BatchGetItem':
      return dynamodb.send(new BatchGetItemCommand(parameters as BatchGetItemCommandInput));
    case 'TransactWriteItems':
      return dynamodb.send(new TransactWriteItemsCommand(parameters as TransactWriteItemsCommandInput));
    case 'Query':
      return dynamodb.send(new QueryCommand(parameters as QueryCommandInput));
    case 'SendMessage':
      return sqs.send(new SendMessageCommand(parameters as SendMessageCommandInput));
    default:
      throw new TypeError(`how is ${operation} called again?`);
  }
}
