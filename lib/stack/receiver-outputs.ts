import { CfnOutput, type Stack } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import {
  deadLettersOutput,
  handlerDeadLettersOutput,
  handlerQueueOutput,
  outputs,
  queueOutput,
} from '../target/outputs.ts';
import type { CallbackApi } from './callback/callback-api.ts';
import type { CallbackDomain } from './callback/callback-domain.ts';
import type { EventPipeline } from './events/event-pipeline.ts';
import type { PublishedEvents } from './events/published-events.ts';
import type { Quarantine } from './events/quarantine.ts';
import type { EventHandler } from './handlers/event-handler.ts';
import type { Storage } from './parts/storage.ts';
import type { WeixinSecrets } from './parts/weixin-secrets.ts';
import type { Reader } from './reader/reader.ts';
import type { Settings } from './settings.ts';
import type { WeekMail } from './week/week-mail.ts';

export interface ReceiverParts {
  readonly callback: CallbackApi;
  readonly domain: CallbackDomain | undefined;
  readonly secrets: WeixinSecrets;
  readonly storage: Storage;
  readonly statsTimeZone: string;
  readonly quarantine: Quarantine;
  readonly pipelines: readonly EventPipeline[];
  readonly published: PublishedEvents | undefined;
  readonly eventHandlers: readonly EventHandler[];
  readonly topic: ITopic;
  readonly settings: Settings;
  readonly reader: Reader | undefined;
  readonly weekMail: WeekMail | undefined;
}

/** What a deployment prints: for the person who deploys it, and for the commands that look for the stack. */
export function writeOutputs(stack: Stack, parts: ReceiverParts): void {
  const output = (name: string, value: string, description: string) =>
    new CfnOutput(stack, name, { value, description });
  const { secrets, storage } = parts;

  output(outputs.callbackUrl, parts.callback.url, 'Paste into the Official Accounts Platform as URL');
  if (parts.domain) {
    output(outputs.callbackDnsTarget, parts.domain.dnsTarget, 'What a CNAME record of the domain points to');
  }
  output(outputs.readToken, readCommand(stack, secrets.token.secretArn), 'Prints the Token');
  output(outputs.readKey, readCommand(stack, secrets.encodingAesKey.secretArn), 'Prints the EncodingAESKey');
  output(outputs.tokenSecret, secrets.token.secretArn, 'Secret that holds the Token');
  output(
    outputs.encodingAesKeySecret,
    secrets.encodingAesKey.secretArn,
    'Secret that holds the EncodingAESKey',
  );
  output(outputs.eventsTable, storage.events.tableName, 'Claims, marks and outbox');
  output(outputs.insightsTable, storage.insights.tableName, 'Statistics, profiles and reviews');
  output(outputs.timeZone, parts.statsTimeZone, 'Whose calendar days the statistics use');
  output(outputs.quarantineQueue, parts.quarantine.queueUrl, 'Pushes nobody could read');
  for (const { event, queue } of parts.pipelines) {
    output(queueOutput(event), queue.queue.queueUrl, `Queue of ${event}`);
    output(deadLettersOutput(event), queue.deadLetters.queueUrl, `Dead letters of ${event}`);
  }
  if (parts.published) {
    output(outputs.eventTopic, parts.published.topic.topicArn, 'Where events are published: subscribe to it');
  }
  for (const { name, queue } of parts.eventHandlers) {
    output(handlerQueueOutput(name), queue.queue.queueUrl, `Queue of handlers/${name}.ts`);
    output(handlerDeadLettersOutput(name), queue.deadLetters.queueUrl, `Dead letters of handlers/${name}.ts`);
  }
  if (parts.reader) {
    output(
      outputs.consoleUrl,
      parts.reader.consoleUrl,
      'The console; npm run share -- create makes links to it',
    );
    output(outputs.readApiUrl, parts.reader.apiUrl, 'The read API, for requests signed with AWS credentials');
  }
  if (parts.weekMail) {
    output(
      outputs.weekFunction,
      parts.weekMail.handler.functionName,
      'Sends the mail about the week; npm run report -- week --send calls it',
    );
  }
  output(outputs.alarmTopic, parts.topic.topicArn, 'Where alarms go: subscribe whoever has to know');
  const { appId, encryption, forward } = parts.settings;
  if (forward) {
    output(outputs.forwardUrl, forward.url, 'Your own message server');
    output(outputs.appId, appId, 'The Official Account');
    output(outputs.encryption, encryption, 'Whether pushes have to be encrypted');
  }
}

function readCommand({ region }: Stack, secretArn: string): string {
  return `aws secretsmanager get-secret-value --query SecretString --output text --region ${region} --secret-id ${secretArn}`;
}
