import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type QueueUrlVariable, queueUrlVariable } from '../functions/callback/environment.ts';
import { productEventNames } from '../functions/model/product-events.ts';
import { CallbackApi } from './callback-api.ts';
import { EventPipeline } from './event-pipeline.ts';
import { lastingQueue } from './event-queue.ts';
import { grant } from './grant.ts';
import { OutboxDrain } from './outbox-drain.ts';
import { deadLettersOutput, outputs, queueOutput } from './outputs.ts';
import type { Settings } from './settings.ts';
import { Storage } from './storage.ts';
import { WeixinSecrets } from './weixin-secrets.ts';

export interface ReceiverStackProps extends StackProps {
  readonly settings: Settings;
}

/** Everything one Official Account needs: callback, claims, queues, workers and statistics. */
export class ReceiverStack extends Stack {
  constructor(scope: Construct, id: string, props: ReceiverStackProps) {
    super(scope, id, props);
    const { settings } = props;
    const storage = new Storage(this, 'Storage');
    const secrets = new WeixinSecrets(this, 'Secrets');
    const quarantine = lastingQueue(this, 'Quarantine', { queueName: `${this.stackName}-quarantine` });
    const pipelines = productEventNames.map(
      (event) => new EventPipeline(this, event, { event, storage, statsTimeZone: settings.statsTimeZone }),
    );

    const stores = {
      EVENTS_TABLE: storage.events.tableName,
      QUARANTINE_QUEUE_URL: quarantine.queueUrl,
      ...queueUrls(pipelines),
    };
    const callback = new CallbackApi(this, 'Callback', {
      environment: {
        ...stores,
        WEIXIN_APP_ID: settings.appId,
        WEIXIN_ENCRYPTION: settings.encryption,
        WEIXIN_MAX_AGE_SECONDS: String(settings.maxAgeSeconds),
        TOKEN_SECRET_ARN: secrets.token.secretArn,
        ENCODING_AES_KEY_SECRET_ARN: secrets.encodingAesKey.secretArn,
      },
    });
    const outbox = new OutboxDrain(this, 'Outbox', { environment: stores });

    const queues = [quarantine, ...pipelines.map((pipeline) => pipeline.queue.queue)];
    const queueArns = queues.map((queue) => queue.queueArn);
    secrets.grantRead(callback.handler);
    grant(
      callback.handler,
      ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      [storage.events.tableArn],
    );
    grant(callback.handler, ['sqs:SendMessage'], queueArns);
    grant(outbox.handler, ['dynamodb:UpdateItem'], [storage.events.tableArn]);
    grant(outbox.handler, ['dynamodb:Query'], [storage.outboxIndexArn]);
    grant(outbox.handler, ['sqs:SendMessage'], queueArns);

    const output = (name: string, value: string, description: string) =>
      new CfnOutput(this, name, { value, description });
    output(outputs.callbackUrl, callback.url, 'Paste into the Official Accounts Platform as URL');
    output(outputs.readToken, readCommand(this.region, secrets.token.secretArn), 'Prints the Token');
    output(
      outputs.readKey,
      readCommand(this.region, secrets.encodingAesKey.secretArn),
      'Prints the EncodingAESKey',
    );
    output(outputs.eventsTable, storage.events.tableName, 'Claims, markers and outbox');
    output(outputs.insightsTable, storage.insights.tableName, 'Statistics, profiles and reviews');
    output(outputs.timeZone, settings.statsTimeZone, 'Whose calendar days the statistics use');
    output(outputs.quarantineQueue, quarantine.queueUrl, 'Pushes nobody could read');
    for (const { event, queue } of pipelines) {
      output(queueOutput(event), queue.queue.queueUrl, `Queue of ${event}`);
      output(deadLettersOutput(event), queue.deadLetters.queueUrl, `Dead letters of ${event}`);
    }
  }
}

function readCommand(region: string, secretArn: string): string {
  return `aws secretsmanager get-secret-value --query SecretString --output text --region ${region} --secret-id ${secretArn}`;
}

function queueUrls(pipelines: readonly EventPipeline[]): Record<QueueUrlVariable, string> {
  const urls = pipelines.map(({ event, queue }) => [queueUrlVariable(event), queue.queue.queueUrl]);
  // One pipeline stands for every event there is, so that every variable has its URL.
  return Object.fromEntries(urls) as Record<QueueUrlVariable, string>;
}
