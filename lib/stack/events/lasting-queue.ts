import { Duration } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { highestIn5Minutes } from '../alarms/metrics.ts';

export interface LastingQueueProps {
  readonly queueName: string;
}

/** A queue nobody empties by itself: it keeps what it holds for the 14 days SQS allows. */
export class LastingQueue extends Queue {
  constructor(scope: Construct, id: string, props: LastingQueueProps) {
    super(scope, id, {
      queueName: props.queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
  }

  /** Messages that lie there; not those somebody has taken out to look at. */
  metricHeld(): Metric {
    return this.metricApproximateNumberOfMessagesVisible(highestIn5Minutes);
  }
}
