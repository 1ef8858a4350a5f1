import { randomUUID } from 'node:crypto';
import {
  dashedName,
  type EventName,
  eventNames,
  type WeixinEvent,
} from '../../functions/model/event-types.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import { deadlineIn } from '../../functions/runtime/deadline.ts';
import type { Contribution } from '../../functions/workers/engine/contribution.ts';
import { type BatchOutcome, processBatch } from '../../functions/workers/engine/process-batch.ts';
import type { WorkerStores } from '../../functions/workers/engine/stores.ts';
export interface Message {
  readonly messageId: string;
  readonly body: string;
}

type Process = (messages: readonly Message[], stores: WorkerStores) => Promise<BatchOutcome>;

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
  return (messages, stores) => processBatch(messages, contribution, zone, stores, deadlineIn(lambdaTimeout));
});

export function messageOf(event: WeixinEvent): Message {
  const receivedAt = new Date().toISOString();
  return { messageId: randomUUID(), body: encodeMessage({ receivedAt, event }) };
}
