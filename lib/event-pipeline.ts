import { Duration, Stack } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import {
  type Batching,
  dashedName,
  type ProductEventName,
  productEvents,
} from '../functions/model/product-events.ts';
import type { WorkerVariable } from '../functions/workers/environment.ts';
import { BundledFunction } from './bundled-function.ts';
import { EventQueue } from './event-queue.ts';
import { grant } from './grant.ts';
import type { Storage } from './storage.ts';

const workerTimeout = Duration.seconds(30);

export interface EventPipelineProps {
  readonly event: ProductEventName;
  readonly storage: Storage;
  readonly statsTimeZone: string;
}

/** What follows from one type of event: its queue, its dead-letter queue and its worker. */
export class EventPipeline extends Construct {
  readonly event: ProductEventName;
  readonly queue: EventQueue;
  readonly worker: BundledFunction<WorkerVariable>;

  constructor(scope: Construct, id: string, props: EventPipelineProps) {
    super(scope, id);
    const { storage } = props;
    const name = dashedName(props.event);
    const batching: Batching = productEvents[props.event].batching;
    this.event = props.event;
    this.queue = new EventQueue(this, 'Events', {
      queueName: `${Stack.of(this).stackName}-${name}`,
      visibilityTimeout: Duration.seconds(6 * workerTimeout.toSeconds() + batching.windowSeconds),
    });
    this.worker = new BundledFunction(this, 'Worker', {
      entry: `workers/${name}.ts`,
      description: `Weixin ${props.event}: ${productEvents[props.event].meaning}`,
      environment: {
        EVENTS_TABLE: storage.events.tableName,
        INSIGHTS_TABLE: storage.insights.tableName,
        STATS_TIME_ZONE: props.statsTimeZone,
      },
      timeout: workerTimeout,
      memorySize: 512,
    });
    grant(this.worker, ['dynamodb:PutItem'], [storage.events.tableArn]);
    grant(this.worker, ['dynamodb:UpdateItem'], [storage.insights.tableArn]);
    this.worker.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: batching.size,
        maxBatchingWindow: Duration.seconds(batching.windowSeconds),
        maxConcurrency: batching.concurrency,
        reportBatchItemFailures: true,
      }),
    );
  }
}
