import { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { OutboxVariable } from '../functions/outbox/environment.ts';
import { BundledFunction } from './bundled-function.ts';

export interface OutboxDrainProps {
  readonly environment: Readonly<Record<OutboxVariable, string>>;
}

/** Sends, once a minute, what the callback function could not put on a queue. */
export class OutboxDrain extends Construct {
  readonly handler: BundledFunction<OutboxVariable>;

  constructor(scope: Construct, id: string, props: OutboxDrainProps) {
    super(scope, id);
    this.handler = new BundledFunction(this, 'Handler', {
      entry: 'outbox/handler.ts',
      description: 'Sends what waits in the outbox',
      environment: props.environment,
      timeout: Duration.seconds(50),
      memorySize: 512,
    });
    new Rule(this, 'EveryMinute', {
      description: 'Drains the outbox',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(this.handler, { retryAttempts: 0 })],
    });
  }
}
