import { type AttributeValue, DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { type EventName, eventNames } from '../../functions/model/event-types.ts';
import { eventsTableSchema } from '../../functions/model/events-table.ts';
import type { HandlerQueue } from '../../functions/model/handler-queue.ts';
import { unlogged } from '../../functions/runtime/clients.ts';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import { administrator } from '../../lib/local/aws/authorizer.ts';
import type { Database } from '../../lib/local/engines/database.ts';
import {
  deadLettersOutput,
  handlerQueueOutput,
  handlerQueuesIn,
  outputs,
  queueOutput,
} from '../../lib/target/outputs.ts';
import { Subscriber } from './subscriber.ts';

export type Row = Readonly<Record<string, unknown>>;

export interface HoldingsProps {
  readonly database: Database;
  readonly sqsEndpoint: string;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, string>>;
}

/** What tables and queues hold, seen by somebody no fault touches. */
export class Holdings {
  readonly sqs: SQSClient;
  readonly dynamodb: DynamoDBClient;
  /** Where the stack has handlers, whose queues these are. */
  readonly handlerQueues: readonly HandlerQueue[];
  /** Who gets every published event; undefined where none is published. */
  readonly subscriber: Subscriber | undefined;
  readonly #outputs: Readonly<Record<string, string>>;

  constructor({ database, sqsEndpoint, outputs: known }: HoldingsProps) {
    const { region } = localAwsAccount;
    const { endpoint, accessKeyId } = database;
    const credentials = localCredentials(accessKeyId);
    this.dynamodb = unlogged(new DynamoDBClient({ region, endpoint, credentials }));
    this.sqs = unlogged(new SQSClient({ region, endpoint: sqsEndpoint, credentials: administrator }));
    this.#outputs = known;
    this.handlerQueues = handlerQueuesIn(known);
    const everything = known[handlerQueueOutput('all')];
    this.subscriber = everything === undefined ? undefined : new Subscriber(this.sqs, everything);
  }

  get eventsTable(): string {
    return this.#output(outputs.eventsTable);
  }

  get quarantineUrl(): string {
    return this.#output(outputs.quarantineQueue);
  }

  queueUrl(event: EventName): string {
    return this.#output(queueOutput(event));
  }

  deadLettersUrl(event: EventName): string {
    return this.#output(deadLettersOutput(event));
  }

  /** The queues of events, and their dead-letter queues. */
  get eventQueueUrls(): readonly string[] {
    return eventNames.flatMap((event) => [this.queueUrl(event), this.deadLettersUrl(event)]);
  }

  /** Every queue of the stack. */
  get queueUrls(): readonly string[] {
    const ofHandlers = this.handlerQueues.flatMap(({ url, deadLettersUrl }) => [url, deadLettersUrl]);
    return [...this.eventQueueUrls, ...ofHandlers, this.quarantineUrl];
  }

  /** Every row of the Events table. */
  events(): Promise<Row[]> {
    return this.#rows(this.eventsTable);
  }

  /** The rows of the Events table that wait in the outbox: the other rows stay, and grow with each test. */
  waiting(): Promise<Row[]> {
    return this.#rows(this.eventsTable, eventsTableSchema.outboxIndex.name);
  }

  /** Every row of the Insights table. */
  insights(): Promise<Row[]> {
    return this.#rows(this.#output(outputs.insightsTable));
  }

  /** How many messages a queue holds, in flight or not. */
  async messages(QueueUrl: string): Promise<number> {
    const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] });
    const { Attributes = {} } = await this.sqs.send(command);
    return names.reduce((sum, name) => sum + Number(Attributes[name]), 0);
  }

  /** In seconds. */
  async visibilityTimeout(QueueUrl: string): Promise<number> {
    const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['VisibilityTimeout'] });
    return Number((await this.sqs.send(command)).Attributes?.VisibilityTimeout);
  }

  async #rows(TableName: string, IndexName?: string): Promise<Row[]> {
    const items: Record<string, AttributeValue>[] = [];
    for await (const { Items = [] } of paginateScan({ client: this.dynamodb }, { TableName, IndexName })) {
      items.push(...Items);
    }
    return items.map((item) => unmarshall(item));
  }

  #output(name: string): string {
    const value = this.#outputs[name];
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  }
}
