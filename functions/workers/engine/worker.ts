import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { EventName } from '../../model/event-types.ts';
import { closeConnections } from '../../runtime/clients.ts';
import { type Deadline, deadlineIn } from '../../runtime/deadline.ts';
import { type Environment, readEnvironment } from '../../runtime/environment.ts';
import { type WorkerVariable, workerVariables } from '../environment.ts';
import type { Contribution } from './contribution.ts';
import { noteLastErrors } from './note-last-errors.ts';
import { processBatch } from './process-batch.ts';
import { reportBatch } from './report-batch.ts';
import { openStores, type WorkerStores } from './stores.ts';
import type { Failure } from './task.ts';

type Handler = (
  event: SQSEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

interface Opened {
  readonly environment: Environment<WorkerVariable>;
  readonly stores: WorkerStores;
}

/** The Lambda handler of one type of event: returns only the messages that have to come again. */
export function worker<Name extends EventName>(contribution: Contribution<Name>): Handler {
  let opened: Opened | undefined;
  return async ({ Records }, context) => {
    opened ??= open();
    const { environment, stores } = opened;
    const deadline = deadlineIn(context.getRemainingTimeInMillis());
    try {
      const failures = await work(Records, contribution, environment.STATS_TIME_ZONE, stores, deadline);
      const messageIds = failures.flatMap((failure) => failure.messageIds);
      return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
    } finally {
      closeConnections(stores.dynamodb);
    }
  };
}

/** Processes a batch, tells the operator of it, and gives what of it failed. */
async function work<Name extends EventName>(
  records: readonly SQSRecord[],
  contribution: Contribution<Name>,
  timeZone: string,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<readonly Failure[]> {
  const startedAt = performance.now();
  const outcome = await processBatch(records, contribution, timeZone, stores, deadline);
  reportBatch(contribution.event, outcome, performance.now() - startedAt);
  await noteLastErrors(records, outcome.failures, stores, deadline);
  return outcome.failures;
}

function open(): Opened {
  const environment = readEnvironment(workerVariables);
  return { environment, stores: openStores(environment) };
}
