import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { type InsightReads, insightReads, type ReadSource } from '../reads/insight-reads.ts';
import { patientCalls, unlogged } from '../runtime/clients.ts';
import type { Environment } from '../runtime/environment.ts';
import { asError, logger } from '../runtime/telemetry.ts';
import { deadLettersUrlVariable, queueUrlVariable } from '../stores/environment.ts';
import { handlerQueuesOf } from '../stores/handler-queues.ts';
import type { PageFiles } from '../web/page-file.ts';
import { readPage } from '../web/page-folder.ts';
import type { ReaderVariable } from './environment.ts';

/** What the reader function answers from. */
export interface Reader extends InsightReads {
  readonly source: ReadSource;
  /** The IANA time zone whose calendar days the statistics use. */
  readonly timeZone: string;
  readonly stackName: string;
  /** The page's files; read where somebody asks for one. */
  page(): PageFiles;
  /** Waits for what no answer may fail for; a failure is logged. */
  attempt(work: Promise<void>): Promise<void>;
}

/** @param pageFolder where the page's files lie in the bundle */
export function openReader(environment: Environment<ReaderVariable>, pageFolder: string): Reader {
  let sqs: SQSClient | undefined;
  let page: PageFiles | undefined;
  const source: ReadSource = {
    dynamodb: unlogged(new DynamoDBClient(patientCalls())),
    // Most of those who read never ask for the queues.
    get sqs() {
      sqs ??= unlogged(new SQSClient(patientCalls()));
      return sqs;
    },
    eventsTable: environment.EVENTS_TABLE,
    insightsTable: environment.INSIGHTS_TABLE,
    quarantineUrl: environment.QUARANTINE_QUEUE_URL,
    queueUrl: (event) => environment[queueUrlVariable(event)],
    deadLettersUrl: (event) => environment[deadLettersUrlVariable(event)],
    handlerQueues: handlerQueuesOf(environment.QUARANTINE_QUEUE_URL),
  };
  return {
    source,
    ...insightReads(source, environment.STATS_TIME_ZONE),
    timeZone: environment.STATS_TIME_ZONE,
    stackName: environment.STACK_NAME,
    page: () => {
      page ??= readPage(pageFolder);
      return page;
    },
    attempt: (work) => work.catch((error: unknown) => logger.warn('not noted', asError(error))),
  };
}
