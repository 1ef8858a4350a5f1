import { retentionDays } from '../../functions/model/events-table.ts';
import type { EventCost } from '../workers/measure-batches.ts';
import { assumptions, secondsOfMonth } from './assumptions.ts';
import { durationCost, processingTime } from './function-time.ts';
import { cost } from './prices.ts';
import type { PushCost } from './push-cost.ts';
import type { StackFacts } from './stack-facts.ts';

/** What of one opened page is billed, in the functions' own terms. */
export interface Usage {
  readonly push: PushCost;
  readonly counting: EventCost;
  readonly batchSize: number;
  readonly facts: StackFacts;
}

/** One line of the bill: dollars for one event. */
export interface Item {
  readonly name: string;
  readonly dollars: number;
}

export const gigabyte = 2 ** 30;
const day = 24 * 60 * 60;

/** Milliseconds a push keeps the callback function busy: its own work and three calls, one after the other. */
export function callbackDuration({ push, facts }: Usage): number {
  const { dynamodbCall, sqsCall } = assumptions;
  return processingTime(push.processing, facts.callbackMegabytes) + 2 * dynamodbCall + sqsCall;
}

/** Milliseconds a batch keeps a worker busy: its own work, facts and marks side by side, then the transaction. */
export function batchDuration({ counting, batchSize, facts }: Usage): number {
  const { dynamodbCall, dynamodbTransaction, callsSideBySide } = assumptions;
  const processing = processingTime(counting.processing * batchSize, facts.workerMegabytes);
  const turns = Math.ceil((counting.calls * batchSize) / callsSideBySide);
  return processing + turns * dynamodbCall + dynamodbTransaction;
}

/** The bill of one event, itemised; what is due whatever happens is in idle-bill.ts. */
export function eventItems(usage: Usage): readonly Item[] {
  const { push, counting, batchSize, facts } = usage;
  const { messagesOfRequest, lambdaLogLines } = assumptions;
  const received = 2 / Math.min(batchSize, messagesOfRequest);
  const stored = (push.storedBytes + counting.storedBytes) / gigabyte;
  const months = (retentionDays * day) / secondsOfMonth;
  return [
    { name: 'HTTP API: one request', dollars: cost('apiRequest', 1) },
    { name: 'callback: one request', dollars: cost('lambdaRequest', 1) },
    {
      name: 'callback: duration',
      dollars: durationCost(callbackDuration(usage), facts.callbackMegabytes),
    },
    { name: 'claim and confirm: write units', dollars: cost('writeUnit', push.writeUnits) },
    { name: 'SQS: send, receive, delete', dollars: cost('queueRequest', push.queueRequests + received) },
    { name: 'worker: request', dollars: cost('lambdaRequest', 1 / batchSize) },
    {
      name: 'worker: duration',
      dollars: durationCost(batchDuration(usage), facts.workerMegabytes) / batchSize,
    },
    { name: 'counting: write units', dollars: cost('writeUnit', counting.writeUnits) },
    { name: 'counting: read units', dollars: cost('readUnit', counting.readUnits) },
    { name: `storage for ${retentionDays} days`, dollars: cost('storedGigabyteMonth', stored * months) },
    {
      name: 'logs: callback, access, worker',
      dollars: cost(
        'loggedGigabyte',
        (push.printed + lambdaLogLines + facts.accessLogLine + (push.printed + lambdaLogLines) / batchSize) /
          gigabyte,
      ),
    },
  ];
}

export function sum(items: readonly Item[]): number {
  return items.reduce((total, { dollars }) => total + dollars, 0);
}
