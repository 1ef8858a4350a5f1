import {
  ListSubscriptionsCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { createQueues } from '../../../../lib/local/aws/queues.ts';
import { createTopics } from '../../../../lib/local/aws/topics.ts';
import { type LocalSqs, startSqs } from '../../../../lib/local/engines/sqs.ts';
import { queueUrl } from '../../../../lib/local/queue-url.ts';
import { type Resolver, templateResolver } from '../../../../lib/local/template/resolve.ts';
import type { TemplateResource } from '../../../../lib/local/template/template.ts';

const topicArn = 'arn:aws:sns:us-east-1:000000000000:news';

let engine: LocalSqs;
let sns: SNSClient;
let sqs: SQSClient;

beforeEach(async () => {
  engine = await startSqs();
  const client = {
    region: localAwsAccount.region,
    credentials: localCredentials('topics'),
    endpoint: engine.endpoint,
  };
  [sns, sqs] = [new SNSClient(client), new SQSClient(client)];
});

afterEach(async () => {
  sns.destroy();
  sqs.destroy();
  await engine.stop();
});

function topicWith(subscription: object): Resolver {
  const resources: Record<string, TemplateResource> = {
    News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news', DisplayName: 'News' } },
    Readers: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'readers' } },
    Subscription: {
      Type: 'AWS::SNS::Subscription',
      Properties: { TopicArn: { Ref: 'News' }, ...subscription },
    },
  };
  return templateResolver({ Resources: resources }, { stackName: 'Shop', sqsEndpoint: engine.endpoint });
}

async function create(subscription: object): Promise<void> {
  const resolver = topicWith(subscription);
  await createQueues(sqs, resolver);
  await createTopics(sns, resolver);
}

async function received(): Promise<string[]> {
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl(engine.endpoint, 'readers'),
    MaxNumberOfMessages: 10,
  });
  const { Messages = [] } = await sqs.send(command);
  return Messages.map(({ Body = '' }) => Body);
}

const readers = { Protocol: 'sqs', Endpoint: { 'Fn::GetAtt': ['Readers', 'Arn'] } };

test('a subscribed queue gets what is published, in the envelope of SNS', async () => {
  await create(readers);
  await sns.send(new PublishCommand({ TopicArn: topicArn, Message: '你好 😀', Subject: 'Hello' }));
  const [body = ''] = await received();
  expect(JSON.parse(body)).toMatchObject({
    Type: 'Notification',
    TopicArn: topicArn,
    Subject: 'Hello',
    Message: '你好 😀',
  });
});

test('a filter policy lets through what it names, raw where the subscription is raw', async () => {
  await create({ ...readers, RawMessageDelivery: true, FilterPolicy: { event: ['subscribe'] } });
  const entry = (event: string) => ({
    Id: event,
    Message: event,
    MessageAttributes: { event: { DataType: 'String', StringValue: event } },
  });
  await sns.send(
    new PublishBatchCommand({
      TopicArn: topicArn,
      PublishBatchRequestEntries: ['subscribe', 'user_scan_product'].map(entry),
    }),
  );
  expect(await received()).toEqual(['subscribe']);
});

test('an address for mail is nobody a local run writes to', async () => {
  await create({ Protocol: 'email', Endpoint: 'shop@example.com' });
  const { Subscriptions = [] } = await sns.send(new ListSubscriptionsCommand({}));
  expect(Subscriptions).toEqual([]);
});

test('a subscriber who would get nothing here ends the start, with its name', async () => {
  await expect(create({ Protocol: 'https', Endpoint: 'https://shop.example.com' })).rejects.toThrow(
    'The local run cannot follow the template: Subscription subscribes by https.',
  );
});
