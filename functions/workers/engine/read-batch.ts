import type { SQSRecord } from 'aws-lambda';
import { countedBy } from '../../model/counted-by.ts';
import { dayOf } from '../../model/day.ts';
import { eventOrder } from '../../model/event-order.ts';
import { type EventName, eventType, isProductEvent, type WeixinEvent } from '../../model/event-types.ts';
import { decodeEventMessage } from '../../model/queue-message.ts';
import type { Contribution } from './contribution.ts';
import { productFacts } from './fact.ts';
import type { Failure, Task } from './task.ts';

/** A message on a queue that is not its event's. */
export class MisplacedEventError extends Error {
  override readonly name = 'MisplacedEventError';
}

export interface Batch {
  readonly tasks: readonly Task[];
  readonly unreadable: readonly Failure[];
}

/** Makes tasks of a batch's messages, one for each event however many copies of it there are. */
export function readBatch<Name extends EventName>(
  records: readonly Pick<SQSRecord, 'messageId' | 'body'>[],
  contribution: Contribution<Name>,
  timeZone: string,
): Batch {
  const tasks = new Map<string, Task>();
  const unreadable: Failure[] = [];
  for (const { messageId, body } of records) {
    try {
      const task = taskOf(body, messageId, contribution, timeZone);
      const event = JSON.stringify([task.event.FromUserName, task.order]);
      const first = tasks.get(event);
      tasks.set(event, first ? { ...first, messageIds: [...first.messageIds, messageId] } : task);
    } catch (error) {
      unreadable.push({ messageIds: [messageId], error });
    }
  }
  return { tasks: [...tasks.values()], unreadable };
}

function taskOf<Name extends EventName>(
  body: string,
  messageId: string,
  contribution: Contribution<Name>,
  timeZone: string,
): Task {
  const { event } = decodeEventMessage(body);
  if (!isNamed(event, contribution.event)) {
    throw new MisplacedEventError(`${event.Event} on the queue of ${contribution.event}`);
  }
  return {
    event,
    order: eventOrder(event),
    messageIds: [messageId],
    day: dayOf(event.CreateTime, timeZone),
    counted: countedBy(event, timeZone),
    visits: eventType(event.Event).visits ?? false,
    facts: [...(isProductEvent(event) ? productFacts(event) : []), ...contribution.facts(event)],
  };
}

function isNamed<Name extends EventName>(
  event: WeixinEvent,
  name: Name,
): event is WeixinEvent<Name> & WeixinEvent {
  return event.Event === name;
}
