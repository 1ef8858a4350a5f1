import { Duration, Stack } from 'aws-cdk-lib';
import { type Architecture, EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { Batching } from '../../../functions/model/event-type.ts';
import { dashedName, type EventName, eventNames, eventType } from '../../../functions/model/event-types.ts';
import { maxReceiveCount } from '../../../functions/model/queue-message.ts';
import { type PublishVariable, publishVariable } from '../../../functions/publishing/environment.ts';
import type { WorkerVariable } from '../../../functions/workers/environment.ts';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { BundledFunction } from '../parts/bundled-function.ts';
import { grant } from '../parts/grant.ts';
import type { Storage } from '../parts/storage.ts';
import { EventQueue } from './event-queue.ts';
import type { PublishedEvents } from './published-events.ts';

const workerTimeout = Duration.seconds(30);

/**
 * SQS leaves a message that was received three times out of the age of the oldest one. It is six minutes old
 * then, after two visibility timeouts: an alarm that waited for ten would never see a message that fails.
 */
const oldMessage = Duration.minutes(5);

export interface EventPipelineProps {
  readonly event: EventName;
  readonly storage: Storage;
  readonly statsTimeZone: string;
  /** How many days a silent user's profile is kept; 0: for good, until they leave. */
  readonly profileDays: number;
  readonly architecture: Architecture;
  /** Where its worker publishes. @default nowhere */
  readonly published: PublishedEvents | undefined;
}

function workerEntry(event: EventName): string {
  return `workers/${dashedName(event)}.ts`;
}

/** What follows from one type of event: its queue, its dead-letter queue and its worker. */
export class EventPipeline extends Construct {
  readonly event: EventName;
  readonly queue: EventQueue;
  readonly worker: BundledFunction<WorkerVariable | PublishVariable>;

  constructor(scope: Construct, id: string, props: EventPipelineProps) {
    super(scope, id);
    const { storage, published } = props;
    const name = dashedName(props.event);
    const { batching, meaning } = eventType(props.event);
    this.event = props.event;
    this.queue = new EventQueue(this, 'Events', {
      queueName: `${Stack.of(this).stackName}-${name}`,
      visibilityTimeout: Duration.seconds(6 * workerTimeout.toSeconds() + batching.windowSeconds),
    });
    const topicArn = published?.topic.topicArn;
    this.worker = new BundledFunction<WorkerVariable | PublishVariable>(this, 'Worker', {
      entry: workerEntry(props.event),
      siblings: eventNames.map(workerEntry),
      logName: name,
      description: `Weixin ${props.event}: ${meaning.en}`,
      environment: {
        EVENTS_TABLE: storage.events.tableName,
        INSIGHTS_TABLE: storage.insights.tableName,
        STATS_TIME_ZONE: props.statsTimeZone,
        PROFILE_DAYS: String(props.profileDays),
        ...(topicArn !== undefined && { [publishVariable]: topicArn }),
      },
      absent: topicArn === undefined ? [publishVariable] : [],
      architecture: props.architecture,
      timeout: workerTimeout,
      memorySize: 512,
    });
    storage.grantCounting(this.worker, props.event);
    if (eventType(props.event).forgets) storage.grantForgetting(this.worker);
    published?.grantPublish(this.worker);
    this.#feedWorker(batching);
  }

  alarms(): readonly AlarmDeclaration[] {
    const subject = dashedName(this.event);
    return [
      {
        kind: 'dead-letters',
        subject,
        metric: this.queue.deadLetters.metricHeld(),
        threshold: 1,
        periods: 2,
        meaning: {
          en: `A worker failed ${maxReceiveCount} times to count a ${this.event}. It is kept until 14 days after its push.`,
          zh: `处理函数统计一条 ${this.event} 失败了 ${maxReceiveCount} 次。它会保留到推送后 14 天。`,
        },
        action: {
          en: 'See the last error with npm run dlq -- peek, mend the cause, then redrive.',
          zh: '用 npm run dlq -- peek 查看最后一次错误，排除原因后 redrive。',
        },
      },
      {
        kind: 'messages-old',
        subject,
        metric: this.queue.metricOldest(),
        threshold: oldMessage.toSeconds(),
        meaning: {
          en: `A ${this.event} has waited over 5 minutes: its worker fails at it, does not keep up, or does not run.`,
          zh: `有一条 ${this.event} 等待超过 5 分钟：处理函数处理失败、跟不上或没有运行。`,
        },
        action: {
          en: "Read the worker's log: a message it fails at is dead after about half an hour.",
          zh: '查看处理函数的日志：一直失败的消息约半小时后成为死信。',
        },
      },
    ];
  }

  // The CDK's SqsEventSource would also let the worker change visibilities and look up the queue's URL.
  #feedWorker(batching: Batching): void {
    const { queueArn } = this.queue.queue;
    grant(this.worker, ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queueArn]);
    new EventSourceMapping(this, 'Feed', {
      target: this.worker,
      eventSourceArn: queueArn,
      batchSize: batching.size,
      maxBatchingWindow: Duration.seconds(batching.windowSeconds),
      maxConcurrency: batching.concurrency,
      reportBatchItemFailures: true,
    });
  }
}
