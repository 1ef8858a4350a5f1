import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { maxReceiveCount } from '../../../functions/model/queue-message.ts';
import { highestIn5Minutes } from '../alarms/metrics.ts';
import { LastingQueue } from './lasting-queue.ts';

export interface EventQueueProps {
  /** The queue's name; its dead-letter queue's has `-dlq` behind it. */
  readonly queueName: string;
  /** Long enough for a function that runs out of time six times over (AWS's advice for event sources). */
  readonly visibilityTimeout: Duration;
}

/** A queue and the dead-letter queue behind it, which keeps twice as long. */
export class EventQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: LastingQueue;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id);
    this.deadLetters = new LastingQueue(this, 'DeadLetters', { queueName: `${props.queueName}-dlq` });
    this.queue = new Queue(this, 'Queue', {
      queueName: props.queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }

  /** Messages that wait for a worker. */
  metricWaiting(): Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible(highestIn5Minutes);
  }

  /** How long the oldest message has been there, in seconds. */
  metricOldest(): Metric {
    return this.queue.metricApproximateAgeOfOldestMessage(highestIn5Minutes);
  }
}
