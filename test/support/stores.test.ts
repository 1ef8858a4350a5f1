import {
  DescribeTableCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test } from 'vitest';
import { eventNames } from '../../functions/model/event-types.ts';
import { resourcesOfType } from '../../lib/local/template/template.ts';
import { sharedAssembly } from './engines.ts';
import { freshStores, type Stores } from './stores.ts';

let opened: Stores[] = [];

async function open(): Promise<Stores> {
  const stores = await freshStores();
  opened.push(stores);
  return stores;
}

afterEach(async () => {
  await Promise.all(opened.map((stores) => stores.stop()));
  opened = [];
});

test('the tables are the template’s, index included', async () => {
  const { dynamodb, eventsTable, insightsTable } = await open();
  const { TableNames } = await dynamodb.send(new ListTablesCommand({}));
  expect(TableNames?.sort()).toEqual([eventsTable, insightsTable].sort());
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: eventsTable }));
  expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['outbox']);
});

test('every queue has the visibility, retention and redrive of the template', async () => {
  const [{ sqs, queueUrl }, assembly] = await Promise.all([open(), sharedAssembly()]);
  const queues = resourcesOfType(assembly.template, 'AWS::SQS::Queue').map(
    ([, { Properties = {} }]) => Properties,
  );
  for (const { QueueName, VisibilityTimeout = 30, MessageRetentionPeriod, RedrivePolicy } of queues) {
    const QueueUrl = new URL(String(QueueName), queueUrl('subscribe')).href;
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      VisibilityTimeout: String(VisibilityTimeout),
      MessageRetentionPeriod: String(MessageRetentionPeriod),
    });
    expect(Attributes?.RedrivePolicy !== undefined).toBe(RedrivePolicy !== undefined);
  }
});

test('a message that is received too often moves to the dead-letter queue', async () => {
  const { sqs, queueUrl, deadLettersUrl, messages } = await open();
  const QueueUrl = queueUrl('subscribe');
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
  for (let received = 0; received <= 10; received++) {
    await sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 0 }));
  }
  expect(await messages(QueueUrl)).toEqual([]);
  expect(await messages(deadLettersUrl('subscribe'))).toEqual(['poison']);
});

test('two stores of one run see nothing of each other', async () => {
  const [mine, theirs] = await Promise.all([open(), open()]);
  const Item = { FromUserName: { S: 'o1' }, CreateTimeEvent: { S: '1#x' } };
  await mine.dynamodb.send(new PutItemCommand({ TableName: mine.eventsTable, Item }));
  await mine.sqs.send(new SendMessageCommand({ QueueUrl: mine.queueUrl('subscribe'), MessageBody: 'mine' }));
  expect((await theirs.dynamodb.send(new ScanCommand({ TableName: theirs.eventsTable }))).Count).toBe(0);
  expect(await theirs.messages(theirs.queueUrl('subscribe'))).toEqual([]);
  expect(await mine.messages(mine.queueUrl('subscribe'))).toEqual(['mine']);
});

test('the environment names a queue for every event', async () => {
  const { environment, queueUrl } = await open();
  for (const event of eventNames) {
    expect(environment[`${event.toUpperCase()}_QUEUE_URL`]).toBe(queueUrl(event));
  }
});
