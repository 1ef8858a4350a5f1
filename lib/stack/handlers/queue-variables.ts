import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventNames } from '../../../functions/model/event-types.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import {
  type DeadLettersUrlVariable,
  deadLettersUrlVariable,
} from '../../../functions/stores/environment.ts';
import { handlerQueuesVariable, type NamedHandlerQueue } from '../../../functions/stores/handler-queues.ts';
import type { EventPipeline } from '../events/event-pipeline.ts';
import type { EventHandler } from './event-handler.ts';

/** What a function finds the events' dead-letter queues by. */
export function deadLettersUrls(pipelines: readonly EventPipeline[]): Record<DeadLettersUrlVariable, string> {
  const urls = new Map(
    pipelines.map(({ event, queue }) => [deadLettersUrlVariable(event), queue.deadLetters.queueUrl]),
  );
  return recordOf(eventNames.map(deadLettersUrlVariable), (variable) => urls.get(variable) ?? '');
}

/** What a function finds the handlers' queues by: nothing where there is no handler. */
export function handlerQueues(
  scope: Construct,
  handlers: readonly EventHandler[],
): Partial<Record<typeof handlerQueuesVariable, string>> {
  if (handlers.length === 0) return {};
  const named = handlers.map(
    ({ name, queue }): NamedHandlerQueue => [name, queue.queue.queueName, queue.deadLetters.queueName],
  );
  return { [handlerQueuesVariable]: Stack.of(scope).toJsonString(named) };
}
