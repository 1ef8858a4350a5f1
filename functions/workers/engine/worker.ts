import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { EventName } from '../../model/event-types.ts';
import { closeConnections } from '../../runtime/clients.ts';
import { type Deadline, deadlineIn } from '../../runtime/deadline.ts';
import { readEnvironment } from '../../runtime/environment.ts';
import { startInvocation } from '../../runtime/telemetry.ts';
import { workerVariables } from '../environment.ts';
import { ChannelMemory } from './channel-memory.ts';
import type { Contribution } from './contribution.ts';
import { noteLastErrors } from './note-last-errors.ts';
import { type Publish, processBatch, type Workplace } from './process-batch.ts';
import { reportBatch } from './report-batch.ts';
import { openStores } from './stores.ts';
import type { Failure } from './task.ts';

type Handler = (
  event: SQSEvent,
  context: Pick<Context, 'awsRequestId' | 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

/** The Lambda handler of one type of event: returns only the messages that have to come again. */
export function worker<Name extends EventName>(contribution: Contribution<Name>): Handler {
  let opened: Workplace | undefined;
  return async ({ Records }, context) => {
    startInvocation(context);
    opened ??= await open();
    const deadline = deadlineIn(context.getRemainingTimeInMillis());
    try {
      const failures = await work(Records, contribution, opened, deadline);
      const messageIds = failures.flatMap((failure) => failure.messageIds);
      return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
    } finally {
      closeConnections(opened.stores.dynamodb);
    }
  };
}

/** Processes a batch, tells the operator of it, and gives what of it failed. */
async function work<Name extends EventName>(
  records: readonly SQSRecord[],
  contribution: Contribution<Name>,
  workplace: Workplace,
  deadline: Deadline,
): Promise<readonly Failure[]> {
  const startedAt = performance.now();
  const outcome = await processBatch(records, contribution, workplace, deadline);
  reportBatch(contribution.event, outcome, performance.now() - startedAt);
  await noteLastErrors(records, outcome.failures, workplace.stores, deadline);
  return outcome.failures;
}

async function open(): Promise<Workplace> {
  const environment = readEnvironment(workerVariables);
  return {
    timeZone: environment.STATS_TIME_ZONE,
    stores: openStores(environment),
    memory: new ChannelMemory(),
    publish: await publisher(),
  };
}

/** Where nothing is published, the bundle holds no client of SNS: esbuild knows the variable is not there. */
async function publisher(): Promise<Publish | undefined> {
  const topicArn = process.env.PUBLISHED_EVENTS_TOPIC_ARN;
  if (!topicArn) return undefined;
  const { publishTo } = await import('./publish-tasks.ts');
  return publishTo(topicArn);
}
