import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CreateTopicCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { type Intercept, startGate } from '../../../../lib/local/aws/gate.ts';
import { StoredSecret } from '../../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../../lib/local/engines/secrets-manager.ts';
import { AccessDenied } from '../../../../lib/local/iam/access.ts';
import type { AwsCall } from '../../../../lib/local/iam/aws-call.ts';
import { requiredPermissions } from '../../../../lib/local/iam/required-permissions.ts';
import type { LoopbackServer } from '../../../../lib/local/loopback-server.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';

const secretArn = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:token-abc123';
const Key = { FromUserName: { S: 'o1' }, CreateTimeEvent: { S: '1#x' } };

let stores: Stores;
let secretsManager: LoopbackServer;
let gate: LoopbackServer;
/** What a test sets: actions nobody may do, and how calls break. */
let denied: string[];
let intercept: Intercept | undefined;
let seen: AwsCall[];

beforeEach(async () => {
  denied = [];
  intercept = undefined;
  seen = [];
  stores = await freshStores();
  secretsManager = await startSecretsManager([new StoredSecret(secretArn, 'value')]);
  gate = await startGate({
    engines: {
      dynamodb: String(stores.environment.AWS_ENDPOINT_URL_DYNAMODB),
      secretsmanager: secretsManager.origin,
      sns: String(stores.environment.AWS_ENDPOINT_URL_SQS),
      sqs: String(stores.environment.AWS_ENDPOINT_URL_SQS),
    },
    databaseAccessKeyId: String(stores.environment.AWS_ACCESS_KEY_ID),
    authorize: (call) => {
      seen.push(call);
      const refused = requiredPermissions(call).find(({ action }) => denied.includes(action));
      if (refused) throw new AccessDenied(`not authorized to perform: ${refused.action}`);
    },
    intercept: (call, forward) => (intercept ? intercept(call, forward) : forward()),
  });
});

afterEach(async () => {
  await gate.close();
  await Promise.all([stores.stop(), secretsManager.close()]);
});

function clientOf<Client>(
  ClientClass: new (settings: {
    endpoint: string;
    region: string;
    credentials: ReturnType<typeof localCredentials>;
    maxAttempts: number;
  }) => Client,
): Client {
  const credentials = localCredentials('SomeFunction');
  return new ClientClass({
    endpoint: gate.origin,
    region: localAwsAccount.region,
    credentials,
    maxAttempts: 1,
  });
}

function putOne(client = clientOf(DynamoDBClient)) {
  return client.send(
    new PutItemCommand({ TableName: stores.eventsTable, Item: { ...Key, text: { S: '微信 😀' } } }),
  );
}

test('every service answers behind the one endpoint, whoever signs', async () => {
  await putOne();
  const TableName = stores.eventsTable;
  const { Item } = await stores.dynamodb.send(new GetItemCommand({ TableName, Key }));
  expect(Item?.text).toEqual({ S: '微信 😀' });

  const QueueUrl = `${gate.origin}${new URL(stores.queueUrl('subscribe')).pathname}`;
  await clientOf(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  expect(await stores.messages(QueueUrl)).toEqual(['hello']);

  const sns = clientOf(SNSClient);
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
  const { MessageId } = await sns.send(new PublishCommand({ TopicArn, Message: 'hello' }));
  expect(MessageId).toBeDefined();

  const secret = await clientOf(SecretsManagerClient).send(
    new GetSecretValueCommand({ SecretId: secretArn }),
  );
  expect(secret.SecretString).toBe('value');
});

test('a body of many pieces comes through whole, both ways', async () => {
  const TableName = stores.eventsTable;
  const text = '微信 😀'.repeat(25_000);
  const client = clientOf(DynamoDBClient);
  await client.send(new PutItemCommand({ TableName, Item: { ...Key, text: { S: text } } }));

  const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
  expect(Item?.text?.S === text).toBe(true);
});

test('a receive whose caller is gone takes no message', async () => {
  const QueueUrl = stores.queueUrl('subscribe');
  let forwarded: Promise<unknown> | undefined;
  const begun = new Promise<void>((resolve) => {
    intercept = (_call, forward) => {
      const answer = forward();
      forwarded = answer;
      resolve();
      return answer;
    };
  });
  const caller = new AbortController();
  const through = `${gate.origin}${new URL(QueueUrl).pathname}`;
  const receive = new ReceiveMessageCommand({ QueueUrl: through, WaitTimeSeconds: 20 });
  const left = expect(
    clientOf(SQSClient).send(receive, { abortSignal: caller.signal }),
  ).rejects.toMatchObject({
    name: 'AbortError',
  });
  await begun;
  caller.abort();
  await left;

  await expect(forwarded).rejects.toMatchObject({ code: 'ECONNRESET' });
  await stores.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  expect(await stores.messages(QueueUrl)).toEqual(['hello']);
});

test('a call is known by its signer, service, operation and parameters', async () => {
  await putOne();
  expect(seen).toMatchObject([
    {
      accessKeyId: 'SomeFunction',
      service: 'dynamodb',
      operation: 'PutItem',
      parameters: { TableName: stores.eventsTable },
    },
  ]);
});

test('a denied call gets AWS’s AccessDeniedException and changes nothing', async () => {
  denied = ['dynamodb:UpdateItem', 'sqs:SendMessage', 'secretsmanager:GetSecretValue'];
  const refusal = { name: 'AccessDeniedException', $metadata: { httpStatusCode: 400 } };
  const TableName = stores.eventsTable;
  const transaction = new TransactWriteItemsCommand({
    TransactItems: [
      { Put: { TableName, Item: Key } },
      { Update: { TableName, Key: { ...Key, FromUserName: { S: 'o2' } }, UpdateExpression: 'REMOVE a' } },
    ],
  });
  await expect(clientOf(DynamoDBClient).send(transaction)).rejects.toMatchObject({
    ...refusal,
    message: 'not authorized to perform: dynamodb:UpdateItem',
  });
  expect((await stores.dynamodb.send(new GetItemCommand({ TableName, Key }))).Item).toBeUndefined();

  const QueueUrl = stores.queueUrl('subscribe');
  const send = clientOf(SQSClient).send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  await expect(send).rejects.toMatchObject(refusal);
  const read = clientOf(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: secretArn }));
  await expect(read).rejects.toMatchObject(refusal);
});

test('a publication that is denied is refused as SNS does, in XML', async () => {
  denied = ['sns:Publish'];
  const publish = new PublishCommand({
    TopicArn: 'arn:aws:sns:us-east-1:000000000000:news',
    Message: 'hello',
  });
  await expect(clientOf(SNSClient).send(publish)).rejects.toMatchObject({
    name: 'AuthorizationErrorException',
    message: 'not authorized to perform: sns:Publish',
    $metadata: { httpStatusCode: 403 },
  });
});

test('what is no signed call is refused', async () => {
  const answer = await fetch(gate.origin, { method: 'POST', body: '{}' });
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { __type: expect.stringContaining('IncompleteSignature') },
  ]);
});

test('a fault before the effect cuts the connection and leaves nothing', async () => {
  intercept = async () => {
    throw new Error('cut');
  };
  await expect(putOne()).rejects.toMatchObject({ code: 'ECONNRESET' });
  const { Item } = await stores.dynamodb.send(new GetItemCommand({ TableName: stores.eventsTable, Key }));
  expect(Item).toBeUndefined();
});

test('a fault after the effect loses only the answer', async () => {
  intercept = async (_call, forward) => {
    await forward();
    throw new Error('lost');
  };
  await expect(putOne()).rejects.toMatchObject({ code: 'ECONNRESET' });
  const { Item } = await stores.dynamodb.send(new GetItemCommand({ TableName: stores.eventsTable, Key }));
  expect(Item).toMatchObject(Key);
});

test('a fault may answer by itself', async () => {
  intercept = async () => ({
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0' },
    body: Buffer.from('{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}'),
  });
  await expect(putOne()).rejects.toMatchObject({ name: 'ThrottlingException' });
});

test('an engine that is down looks like a cut connection', async () => {
  await secretsManager.close();
  const read = clientOf(SecretsManagerClient).send(new GetSecretValueCommand({ SecretId: secretArn }));
  await expect(read).rejects.toMatchObject({ code: 'ECONNRESET' });
  secretsManager = await startSecretsManager([]);
});
