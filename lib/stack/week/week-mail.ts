import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import { CfnSchedule, CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { handlerQueuesVariable } from '../../../functions/stores/handler-queues.ts';
import type { WeekVariable } from '../../../functions/week/environment.ts';
import type { WeekMailEvent } from '../../../functions/week/handler.ts';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { countedIn5Minutes } from '../alarms/metrics.ts';
import type { EventPipeline } from '../events/event-pipeline.ts';
import type { Quarantine } from '../events/quarantine.ts';
import type { EventHandler } from '../handlers/event-handler.ts';
import { deadLettersUrls, handlerQueues } from '../handlers/queue-variables.ts';
import { BundledFunction } from '../parts/bundled-function.ts';
import { grant } from '../parts/grant.ts';
import type { Storage } from '../parts/storage.ts';
import type { WeekMailing } from '../settings.ts';

export interface WeekMailProps {
  readonly mailing: WeekMailing;
  readonly storage: Storage;
  readonly quarantine: Quarantine;
  readonly pipelines: readonly EventPipeline[];
  readonly eventHandlers: readonly EventHandler[];
  readonly statsTimeZone: string;
  readonly architecture: Architecture;
}

/** What a schedule's input may say of its own run (EventBridge Scheduler, "Adding context attributes"). */
const scheduledTime = '<aws.scheduler.scheduled-time>';

/** A mail about the week that is over, on Monday at nine. */
export class WeekMail extends Construct {
  readonly handler: BundledFunction<WeekVariable | typeof handlerQueuesVariable>;
  readonly #group: CfnScheduleGroup;

  constructor(scope: Construct, id: string, props: WeekMailProps) {
    super(scope, id);
    const { storage, quarantine, pipelines, eventHandlers, statsTimeZone } = props;
    const { addresses, language } = props.mailing;
    const { stackName } = Stack.of(this);
    const topic = new Topic(this, 'Topic', { displayName: stackName, enforceSSL: true });
    for (const address of addresses) topic.addSubscription(new EmailSubscription(address));

    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'week/handler.ts',
      logName: 'week',
      description: 'Writes the mail about the week that is over',
      environment: {
        INSIGHTS_TABLE: storage.insights.tableName,
        QUARANTINE_QUEUE_URL: quarantine.queueUrl,
        ...deadLettersUrls(pipelines),
        ...handlerQueues(this, eventHandlers),
        STATS_TIME_ZONE: statsTimeZone,
        STACK_NAME: stackName,
        REPORT_TOPIC_ARN: topic.topicArn,
        REPORT_LANGUAGE: language,
      },
      architecture: props.architecture,
      // Shorter than its lease of the week (functions/week/send-once.ts).
      timeout: Duration.seconds(40),
      memorySize: 512,
    });
    storage.grantWritingMail(this.handler);
    const held = [quarantine, ...[...pipelines, ...eventHandlers].map(({ queue }) => queue.deadLetters)];
    grant(
      this.handler,
      ['sqs:GetQueueAttributes'],
      held.map(({ queueArn }) => queueArn),
    );
    grant(this.handler, ['sns:Publish'], [topic.topicArn]);
    this.#group = new CfnScheduleGroup(this, 'Group', { name: `${stackName}-week` });
    this.#everyMonday(statsTimeZone);
  }

  alarms(): readonly AlarmDeclaration[] {
    return [
      {
        kind: 'week-mail-not-sent',
        metric: new MathExpression({
          expression: 'FILL(given_up, 0) + FILL(not_called, 0)',
          usingMetrics: {
            given_up: this.handler.metric('AsyncEventsDropped', countedIn5Minutes),
            not_called: new Metric({
              namespace: 'AWS/Scheduler',
              metricName: 'InvocationDroppedCount',
              dimensionsMap: { ScheduleGroup: String(this.#group.name) },
              ...countedIn5Minutes,
            }),
          },
          label: 'Mails given up',
          period: countedIn5Minutes.period,
        }),
        threshold: 1,
        meaning: {
          en: 'The mail about last week was not sent: its function failed three times, or could not be called.',
          zh: '上周的周报邮件没有发出：发送函数失败了三次，或无法调用。',
        },
        action: {
          en: 'Mend the cause, then send it with npm run report -- week --send.',
          zh: '排除原因后，用 npm run report -- week --send 补发。',
        },
      },
    ];
  }

  #everyMonday(timeZone: string): void {
    const { account } = Stack.of(this);
    const role = new Role(this, 'ScheduleRole', {
      description: 'Calls the function behind the mail about the week',
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    // The CDK's target would let it call every version of the function as well.
    grant(role, ['lambda:InvokeFunction'], [this.handler.functionArn]);
    const input: WeekMailEvent = { scheduledTime };
    new CfnSchedule(this, 'EveryMonday', {
      description: 'Sends the mail about the week that is over',
      groupName: this.#group.ref,
      scheduleExpression: 'cron(0 9 ? * MON *)',
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: { arn: this.handler.functionArn, roleArn: role.roleArn, input: JSON.stringify(input) },
    });
  }
}
