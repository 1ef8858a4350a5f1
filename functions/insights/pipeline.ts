import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { dashedName, type EventName, eventNames } from '../model/event-types.ts';
import { eventsTableSchema, outboxShards } from '../model/events-table.ts';
import type { HandlerQueue } from '../model/handler-queue.ts';
import type { HeldReport, PipelineReport, QueueDepth } from './answers.ts';
import { countAll } from './query-all.ts';

/** Where lies what nobody takes by themselves: the quarantine and the dead-letter queues. */
export interface HeldSource {
  readonly sqs: SQSClient;
  readonly quarantineUrl: string;
  deadLettersUrl(event: EventName): string;
  /** Those of the merchant's own handlers, empty where there is none. */
  readonly handlerQueues: readonly HandlerQueue[];
}

/** Where events wait: the queues of a local run or of a stack, and the table that holds the outbox. */
export interface PipelineSource extends HeldSource {
  readonly dynamodb: DynamoDBClient;
  readonly eventsTable: string;
  queueUrl(event: EventName): string;
}

/** How much waits where. SQS's numbers are approximate. */
export async function readPipeline(source: PipelineSource): Promise<PipelineReport> {
  const ofEvents = eventNames.map((event) => ({
    name: dashedName(event),
    url: source.queueUrl(event),
    deadLettersUrl: source.deadLettersUrl(event),
  }));
  const [queues, outbox, quarantine] = await Promise.all([
    Promise.all([...ofEvents, ...source.handlerQueues].map((queue) => readQueue(source.sqs, queue))),
    readOutbox(source),
    readDepth(source.sqs, source.quarantineUrl),
  ]);
  return { queues, outbox, quarantine: held(quarantine) };
}

/** What somebody has to look at: pushes nobody could read, and of each queue what is dead. */
export async function readHeld(source: HeldSource): Promise<HeldReport> {
  const ofEvents = eventNames.map((event) => ({
    name: dashedName(event),
    deadLettersUrl: source.deadLettersUrl(event),
  }));
  const [quarantine, ...dead] = await Promise.all([
    readDepth(source.sqs, source.quarantineUrl),
    ...[...ofEvents, ...source.handlerQueues].map(async ({ name, deadLettersUrl }) => ({
      queue: name,
      dead: held(await readDepth(source.sqs, deadLettersUrl)),
    })),
  ]);
  return { quarantine: held(quarantine), dead: dead.filter((queue) => queue.dead > 0) };
}

interface Depth {
  readonly waiting: number;
  readonly inFlight: number;
}

interface Queue {
  readonly name: string;
  readonly url: string;
  readonly deadLettersUrl: string;
}

async function readQueue(sqs: SQSClient, { name, url, deadLettersUrl }: Queue): Promise<QueueDepth> {
  const [depth, dead] = await Promise.all([readDepth(sqs, url), readDepth(sqs, deadLettersUrl)]);
  return { queue: name, ...depth, dead: held(dead) };
}

async function readDepth(sqs: SQSClient, QueueUrl: string): Promise<Depth> {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    waiting: Number(Attributes?.ApproximateNumberOfMessages ?? 0),
    inFlight: Number(Attributes?.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}

async function readOutbox(source: PipelineSource): Promise<number> {
  const { name, partitionKey } = eventsTableSchema.outboxIndex;
  const shards = Array.from({ length: outboxShards }, (_none, shard) =>
    countAll(source.dynamodb, {
      TableName: source.eventsTable,
      IndexName: name,
      KeyConditionExpression: `${partitionKey} = :shard`,
      ExpressionAttributeValues: { ':shard': { S: String(shard) } },
    }),
  );
  return (await Promise.all(shards)).reduce((sum, count) => sum + count, 0);
}

/** Whoever looks at a dead letter holds it for a moment; it is dead all the same. */
function held(depth: Depth): number {
  return depth.waiting + depth.inFlight;
}
