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
        meaning: {
          en: 'An authentic push looks like a product event and could not be read. It is kept for 14 days.',
          zh: '有一条真实的推送像商品事件，但无法解析。它会保留 14 天。',
        },
        action: {
          en: 'Look at what Weixin sent; mend the reader, then send it through again.',
          zh: '查看微信推送的内容，修改解析代码，再重新处理。',
        },
      },
    ];
  }
}
