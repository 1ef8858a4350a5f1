import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type QueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

const guarded = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

/** How often a message is tried before it is dead. */
const maxReceiveCount = 10;

export interface EventQueueProps {
  /** The queue's name; its dead-letter queue's has `-dlq` behind it. */
  readonly queueName: string;
  /** Long enough for a function that runs out of time six times over (AWS's advice for event sources). */
  readonly visibilityTimeout: Duration;
}

/** A queue and the dead-letter queue behind it, which keeps twice as long. */
export class EventQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: EventQueueProps) {
    super(scope, id);
    this.deadLetters = lastingQueue(this, 'DeadLetters', { queueName: `${props.queueName}-dlq` });
    this.queue = new Queue(this, 'Queue', {
      ...guarded,
      queueName: props.queueName,
      visibilityTimeout: props.visibilityTimeout,
      retentionPeriod: Duration.days(7),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount },
    });
  }
}

/** A queue nobody empties by itself: it keeps what it holds for the 14 days SQS allows. */
export function lastingQueue(scope: Construct, id: string, props: Pick<QueueProps, 'queueName'>): Queue {
  return new Queue(scope, id, { ...guarded, ...props, retentionPeriod: Duration.days(14) });
}
