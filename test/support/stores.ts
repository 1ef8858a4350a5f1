/**
 * The template's tables and queues, empty, and seen by nobody but the test that asked for them.
 *
 *   const stores = await freshStores();            // beforeAll or beforeEach; starts the engines once
 *   stores.dynamodb, stores.sqs                    // AWS SDK clients that may do everything
 *   stores.eventsTable, stores.insightsTable       // names of the tables
 *   stores.queueUrl('subscribe')                   // URL of an event's queue
 *   stores.deadLettersUrl('subscribe')             // … of its dead-letter queue
 *   stores.quarantineUrl                           // … of the quarantine
 *   stores.environment                             // what a function finds in process.env, see below
 *   await stores.messages(url)                     // bodies on a queue, waiting and in flight, not received
 *   await stores.stop();                           // afterAll or afterEach
 *
 * `environment` holds every variable the template gives any function, AWS_REGION, credentials, and
 * AWS_ENDPOINT_URL_DYNAMODB and AWS_ENDPOINT_URL_SQS: clients made under it reach these stores.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { EventName } from '../../functions/model/event-types.ts';
import type { HandlerQueue } from '../../functions/model/handler-queue.ts';
import { localAwsAccount, localCredentials } from '../../lib/local/account.ts';
import { createQueues } from '../../lib/local/aws/queues.ts';
import { createTables } from '../../lib/local/aws/tables.ts';
import { startSqs } from '../../lib/local/engines/sqs.ts';
import { queueNameOf } from '../../lib/local/queue-url.ts';
import { type Resolver, templateResolver } from '../../lib/local/template/resolve.ts';
import { resourcesOfType } from '../../lib/local/template/template.ts';
import { deadLettersOutput, outputs, queueOutput } from '../../lib/target/outputs.ts';
import { openDatabase, sharedAssembly } from './engines.ts';

export interface Stores {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
  readonly eventsTable: string;
  readonly insightsTable: string;
  readonly quarantineUrl: string;
  queueUrl(event: EventName): string;
  deadLettersUrl(event: EventName): string;
  readonly handlerQueues: readonly HandlerQueue[];
  readonly environment: Readonly<Record<string, string>>;
  messages(queueUrl: string): Promise<string[]>;
  stop(): Promise<void>;
}

export async function freshStores(): Promise<Stores> {
  const [assembly, database, engine] = await Promise.all([sharedAssembly(), openDatabase(), startSqs()]);
  const resolver = templateResolver(assembly.template, {
    stackName: assembly.stackName,
    sqsEndpoint: engine.endpoint,
  });
  const credentials = localCredentials(database.accessKeyId);
  const client = { region: localAwsAccount.region, credentials };
  const dynamodb = new DynamoDBClient({ ...client, endpoint: database.endpoint });
  const sqs = new SQSClient({ ...client, endpoint: engine.endpoint });
  await Promise.all([createTables(dynamodb, resolver), createQueues(sqs, resolver)]);

  const output = (name: string) =>
    resolver.text(assembly.template.Outputs?.[name]?.Value, `the output ${name}`);
  return {
    dynamodb,
    sqs,
    eventsTable: output(outputs.eventsTable),
    insightsTable: output(outputs.insightsTable),
    quarantineUrl: output(outputs.quarantineQueue),
    queueUrl: (event) => output(queueOutput(event)),
    deadLettersUrl: (event) => output(deadLettersOutput(event)),
    handlerQueues: [],
    environment: {
      ...functionVariables(resolver),
      AWS_REGION: localAwsAccount.region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
      AWS_ENDPOINT_URL_SQS: engine.endpoint,
    },
    messages: (url) => messagesOn(engine.endpoint, url),
    stop: async () => {
      dynamodb.destroy();
      sqs.destroy();
      await Promise.all([engine.stop(), database.close()]);
    },
  };
}

function functionVariables(resolver: Resolver): Record<string, string> {
  const variables = resourcesOfType(resolver.template, 'AWS::Lambda::Function').map(([, { Properties }]) =>
    resolver.value(Properties?.Environment),
  ) as { readonly Variables: Record<string, string> }[];
  return Object.assign({}, ...variables.map(({ Variables }) => Variables));
}

interface Inspection {
  readonly messages: {
    readonly ready: readonly { readonly body: string }[];
    readonly inflight: readonly { readonly message: { readonly body: string } }[];
  };
}

async function messagesOn(endpoint: string, url: string): Promise<string[]> {
  const answer = await fetch(`${endpoint}/_fauxqs/queues/${queueNameOf(url)}`);
  const { messages } = (await answer.json()) as Inspection;
  return [...messages.ready, ...messages.inflight.map(({ message }) => message)].map(({ body }) => body);
}
