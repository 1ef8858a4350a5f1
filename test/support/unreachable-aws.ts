import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { eventNames } from '../../functions/model/event-types.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import type { ReadSource } from '../../functions/reads/insight-reads.ts';
import type { Stores } from '../../functions/stores/stores.ts';

/** Where nobody listens. */
const nowhere = {
  endpoint: 'http://127.0.0.1:1',
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
};

export const unreachableQueueUrl = 'http://127.0.0.1:1/000000000000/queue';

/** Stores of an AWS that nobody reaches. */
export const unreachableStores: Stores = {
  events: { client: new DynamoDBClient(nowhere), name: 'Events' },
  queues: {
    client: new SQSClient(nowhere),
    eventUrls: recordOf(eventNames, () => unreachableQueueUrl),
    quarantineUrl: unreachableQueueUrl,
  },
};

/** All that is read of it, for what is refused before it is read. */
export const unreachableSource: ReadSource = {
  dynamodb: unreachableStores.events.client,
  sqs: unreachableStores.queues.client,
  eventsTable: 'Events',
  insightsTable: 'Insights',
  queueUrl: () => unreachableQueueUrl,
  deadLettersUrl: () => unreachableQueueUrl,
  quarantineUrl: unreachableQueueUrl,
  handlerQueues: [],
};
