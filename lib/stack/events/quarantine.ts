import { Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { LastingQueue, type LastingQueueProps } from './lasting-queue.ts';

/** Where authentic pushes wait that nobody could read, as they came. */
export class Quarantine extends LastingQueue {
  constructor(scope: Construct, id: string, props: LastingQueueProps) {
    super(scope, id, props);
    Validations.of(this).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'Nothing receives from this queue by itself: like a dead-letter queue it is the end of the way.',
    });
  }

  alarms(): readonly AlarmDeclaration[] {
    return [
      {
        kind: 'quarantine-not-empty',
        metric: this.metricHeld(),
        threshold: 1,
        periods: 2,
        meaning:
          'An authentic push looks like a product event and could not be read. It is kept for 14 days.',
        action: 'Look at what Weixin sent; mend the reader, then send it through again.',
      },
    ];
  }
}
