import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { StoreVariable } from '../../../functions/stores/environment.ts';
import type { AlarmDeclaration } from '../alarms/alarm.ts';
import { countedIn5Minutes } from '../alarms/metrics.ts';
import { BundledFunction } from '../parts/bundled-function.ts';

export interface OutboxDrainProps {
  readonly environment: Readonly<Record<StoreVariable, string>>;
  readonly architecture: Architecture;
}

/** Sends, once a minute, what the callback function could not put on a queue. */
export class OutboxDrain extends Construct {
  readonly handler: BundledFunction<StoreVariable>;

  constructor(scope: Construct, id: string, props: OutboxDrainProps) {
    super(scope, id);
    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'outbox/handler.ts',
      logName: 'outbox-drain',
      description: 'Sends what waits in the outbox',
      environment: props.environment,
      architecture: props.architecture,
      timeout: Duration.seconds(50),
      memorySize: 512,
    });
    // The next minute's run is the retry.
    this.handler.configureAsyncInvoke({ retryAttempts: 0 });
    new Rule(this, 'EveryMinute', {
      description: 'Drains the outbox',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.handler, { retryAttempts: 0 })],
    });
  }

  alarms(): readonly AlarmDeclaration[] {
    return [
      {
        kind: 'outbox-old',
        // A run also fails where it leaves what has waited for five minutes (functions/outbox/handler.ts).
        metric: this.handler.metricErrors(countedIn5Minutes),
        threshold: 3,
        // Lambda writes a zero for each run that succeeds, and one runs every minute.
        silence: 'bad',
        meaning: {
          en: 'A push has waited over 5 minutes in the outbox, or the drain fails or does not run. Nothing is lost.',
          zh: '发件箱里有推送等待超过 5 分钟，或发送函数失败、没有运行。没有丢失。',
        },
        action: { en: "See SQS's health and the drain's log.", zh: '查看 SQS 的状态和发送函数的日志。' },
      },
    ];
  }
}
