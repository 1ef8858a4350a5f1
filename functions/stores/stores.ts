import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type EventName, eventNames } from '../model/event-types.ts';
import { recordOf } from '../model/record-of.ts';
import { quickCalls, unlogged } from '../runtime/clients.ts';
import type { Environment } from '../runtime/environment.ts';
import type { StoreVariable } from './environment.ts';
import { queueUrlVariable } from './environment.ts';

export interface EventsTable {
  readonly client: DynamoDBClient;
  readonly name: string;
}

export interface Queues {
  readonly client: SQSClient;
  readonly eventUrls: Readonly<Record<EventName, string>>;
  readonly quarantineUrl: string;
}

/** Where a push is kept before it is acknowledged. */
export interface Stores {
  readonly events: EventsTable;
  readonly queues: Queues;
}

/** @param limits what the clients wait for at most: a push has less time than the drain of the outbox */
export function openStores(environment: Environment<StoreVariable>, limits = quickCalls): Stores {
  return {
    events: { client: unlogged(new DynamoDBClient(limits())), name: environment.EVENTS_TABLE },
    queues: {
      client: unlogged(new SQSClient(limits())),
      eventUrls: recordOf(eventNames, (name) => environment[queueUrlVariable(name)]),
      quarantineUrl: environment.QUARANTINE_QUEUE_URL,
    },
  };
}
