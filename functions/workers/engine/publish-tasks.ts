import type { SNSClient } from '@aws-sdk/client-sns';
import { openPublisher, publish } from '../../publishing/publish.ts';
import { closeConnections } from '../../runtime/clients.ts';
import type { Publish } from './process-batch.ts';
import { failed } from './task.ts';

/**
 * Publishes what a worker processed to a topic.
 * @param sns @default a client of its own
 */
export function publishTo(topicArn: string, sns?: SNSClient): Publish {
  const publisher = openPublisher(topicArn, sns);
  return async (tasks, deadline) => {
    const events = tasks.map(({ event }) => event);
    try {
      const failures = await publish(publisher, events, deadline);
      return tasks.flatMap((task) =>
        failures.has(task.event) ? [failed(task, failures.get(task.event))] : [],
      );
    } finally {
      closeConnections(publisher.sns);
    }
  };
}
