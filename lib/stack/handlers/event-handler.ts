import { Duration, Stack } from 'aws-cdk-lib';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { type ITopic, SubscriptionFilter } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { secretVariable } from '../../../functions/handlers/read-secret.ts';
import { maxReceiveCount } from '../../../functions/model/queue-message.ts';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { EventQueue } from '../events/event-queue.ts';
import { BundledFunction } from '../parts/bundled-function.ts';
import { grant } from '../parts/grant.ts';
import { handlerDefaults } from './handler-config.ts';
import type { HandlerFile } from './handler-files.ts';

/**
 * A message it fails at is older only where its config gives it more than two and a half minutes: SQS leaves what was
 * received three times out of the age of the oldest one.
 */
const oldMessage = Duration.minutes(30);

export interface EventHandlerProps {
  readonly handler: HandlerFile;
  readonly topic: ITopic;
  readonly architecture: Architecture;
}

/** What follows from a file of handlers/: its queue, its dead-letter queue, its function and its role. */
export class EventHandler extends Construct {
  readonly name: string;
  readonly queue: EventQueue;

  constructor(scope: Construct, id: string, props: EventHandlerProps) {
    super(scope, id);
    const { handler, topic } = props;
    const { environment = {}, secrets = {}, permissions = [], ...numbers } = handler.config;
    const { timeoutSeconds, memorySize, batchSize, concurrency } = { ...handlerDefaults, ...numbers };
    this.name = handler.name;
    this.queue = new EventQueue(this, 'Events', {
      queueName: `${Stack.of(this).stackName}-on-${handler.name}`,
      visibilityTimeout: Duration.seconds(6 * timeoutSeconds),
    });
    topic.addSubscription(
      new SqsSubscription(this.queue.queue, {
        rawMessageDelivery: true,
        ...(handler.event && {
          filterPolicy: { event: SubscriptionFilter.stringFilter({ allowlist: [handler.event] }) },
        }),
      }),
    );
    const handling = new BundledFunction(this, 'Handler', {
      entry: 'handlers/handler.ts',
      alias: { 'merchant-handler': handler.file },
      logName: `on-${handler.name}`,
      description: `The merchant's own code on ${handler.event ?? 'every event'}`,
      environment: {
        ...environment,
        ...Object.fromEntries(Object.entries(secrets).map(([name, arn]) => [secretVariable(name), arn])),
      },
      architecture: props.architecture,
      timeout: Duration.seconds(timeoutSeconds),
      memorySize,
    });
    const arns = Object.values(secrets);
    if (arns.length > 0) grant(handling, ['secretsmanager:GetSecretValue'], arns);
    for (const { actions, resources } of permissions) grant(handling, [...actions], [...resources]);
    const { queueArn } = this.queue.queue;
    grant(handling, ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'], [queueArn]);
    new EventSourceMapping(this, 'Feed', {
      target: handling,
      eventSourceArn: queueArn,
      batchSize,
      maxConcurrency: concurrency,
      reportBatchItemFailures: true,
    });
  }

  alarms(): readonly AlarmDeclaration[] {
    return [
      {
        kind: 'handler-dead-letters',
        subject: this.name,
        metric: this.queue.deadLetters.metricHeld(),
        threshold: 1,
        periods: 2,
        meaning: {
          en: `Your handlers/${this.name}.ts failed ${maxReceiveCount} times on an event. Counting is not concerned.`,
          zh: `您的 handlers/${this.name}.ts 处理一个事件失败了 ${maxReceiveCount} 次。统计不受影响。`,
        },
        action: {
          en: "See the error in the handler's log, mend it, deploy, then redrive with npm run dlq.",
          zh: '在它的日志里看错误，修正并部署，再用 npm run dlq 重新处理。',
        },
      },
      {
        kind: 'handler-messages-old',
        subject: this.name,
        metric: this.queue.metricOldest(),
        threshold: oldMessage.toSeconds(),
        meaning: {
          en: `An event has waited over half an hour for your handlers/${this.name}.ts: it does not keep up, or does not run.`,
          zh: `有事件等待您的 handlers/${this.name}.ts 处理超过半小时：它跟不上或没有运行。`,
        },
        action: {
          en: "See whether its function runs and how long it takes; raise concurrency in the handler's config.",
          zh: '查看它的函数是否运行、用时多久；需要时在它的 config 里提高 concurrency。',
        },
      },
    ];
  }
}
