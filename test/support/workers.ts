import { randomUUID } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  dashedName,
  type EventName,
  eventNames,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../functions/workers/engine/channel-memory.ts';
import type { Contribution } from '../../functions/workers/engine/contribution.ts';
import {
  type BatchOutcome,
  processBatch,
  type Workplace,
} from '../../functions/workers/engine/process-batch.ts';
import { storesOn } from '../../functions/workers/engine/stores.ts';
import type { Stores } from './stores.ts';

export interface Message {
  readonly messageId: string;
  readonly body: string;
}

type Process = (
  messages: readonly Message[],
  workplace: Pick<Workplace, 'stores' | 'memory'>,
) => Promise<BatchOutcome>;

const zone = 'Asia/Shanghai';
const lambdaTimeout = 30_000;

/** The workers' batch processing, without Lambda around it: each file of functions/workers by its event's name. */
const contributions = new Map(
  await Promise.all(
    eventNames.map(async (name): Promise<[EventName, Contribution]> => {
      const file = await import(`../../functions/workers/${dashedName(name)}.ts`);
      return [name, file.contribution];
    }),
  ),
);

export const workers: Readonly<Record<EventName, Process>> = recordOf(eventNames, (name) => {
  const contribution = contributions.get(name);
  if (contribution?.event !== name) throw new Error(`no worker of ${name}`);
  return (messages, { stores, memory }) =>
    processBatch(messages, contribution, { timeZone: zone, stores, memory }, deadlineIn(lambdaTimeout));
});

export function messageOf(event: WeixinEvent): Message {
  const receivedAt = new Date().toISOString();
  return { messageId: randomUUID(), body: encodeMessage({ receivedAt, event }) };
}

/** A worker's place at some tables, as a process has it that has just started. */
export function workplaceAt(
  dynamodb: DynamoDBClient,
  { eventsTable, insightsTable }: Pick<Stores, 'eventsTable' | 'insightsTable'>,
): Pick<Workplace, 'stores' | 'memory'> {
  const tables = { EVENTS_TABLE: eventsTable, INSIGHTS_TABLE: insightsTable };
  return { stores: storesOn(dynamodb, tables), memory: new ChannelMemory() };
}
