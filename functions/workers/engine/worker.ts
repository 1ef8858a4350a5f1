import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { EventName } from '../../model/event-types.ts';
import { deadlineIn } from '../../runtime/deadline.ts';
import { type Environment, readEnvironment } from '../../runtime/environment.ts';
import { type WorkerVariable, workerVariables } from '../environment.ts';
import type { Contribution } from './contribution.ts';
import { noteLastErrors } from './note-last-errors.ts';
import { processBatch } from './process-batch.ts';
import { reportBatch } from './report-batch.ts';
import { openStores, type WorkerStores } from './stores.ts';

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
    const startedAt = performance.now();
    opened ??= open();
    const { environment, stores } = opened;
    const deadline = deadlineIn(context.getRemainingTimeInMillis());
    const timeZone = environment.STATS_TIME_ZONE;
    const outcome = await processBatch(Records, contribution, timeZone, stores, deadline);
    reportBatch(contribution.event, outcome, performance.now() - startedAt);
    await noteLastErrors(Records, outcome.failures, stores, deadline);
    const messageIds = outcome.failures.flatMap((failure) => failure.messageIds);
    return { batchItemFailures: messageIds.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function open(): Opened {
  const environment = readEnvironment(workerVariables);
  return { environment, stores: openStores(environment) };
}
