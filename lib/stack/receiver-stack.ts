import { Stack, type StackProps } from 'aws-cdk-lib';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { ForwardVariable } from '../../functions/callback/forward/environment.ts';
import { eventNames } from '../../functions/model/event-types.ts';
import { recordOf } from '../../functions/model/record-of.ts';
import { type QueueUrlVariable, queueUrlVariable } from '../../functions/stores/environment.ts';
import { Alarms } from './alarms/alarms.ts';
import { receiverAlarms } from './alarms/receiver-alarms.ts';
import { callbackAlarms, noPushAlarm } from './callback/callback-alarms.ts';
import { CallbackApi } from './callback/callback-api.ts';
import { CallbackDomain } from './callback/callback-domain.ts';
import { forwardAlarm } from './callback/forward-alarm.ts';
import { ReceiverDashboard } from './dashboard.ts';
import { EventPipeline } from './events/event-pipeline.ts';
import { OutboxDrain } from './events/outbox-drain.ts';
import { PublishedEvents } from './events/published-events.ts';
import { Quarantine } from './events/quarantine.ts';
import { EventHandler } from './handlers/event-handler.ts';
import type { HandlerFile } from './handlers/handler-files.ts';
import { grant } from './parts/grant.ts';
import { Storage } from './parts/storage.ts';
import { WeixinSecrets } from './parts/weixin-secrets.ts';
import { Reader } from './reader/reader.ts';
import { writeOutputs } from './receiver-outputs.ts';
import type { Forwarding, Settings } from './settings.ts';
import { WeekMail } from './week/week-mail.ts';

const architectures = { arm64: Architecture.ARM_64, x86_64: Architecture.X86_64 };

export interface ReceiverStackProps extends StackProps {
  readonly settings: Settings;
  /** The merchant's own code on events. @default none */
  readonly handlers?: readonly HandlerFile[];
}

/** Everything one Official Account needs: callback, claims, queues, workers, statistics and alarms. */
export class ReceiverStack extends Stack {
  constructor(scope: Construct, id: string, props: ReceiverStackProps) {
    super(scope, id, props);
    const { settings, handlers = [] } = props;
    const { statsTimeZone } = settings;
    const architecture = architectures[settings.architecture];
    const storage = new Storage(this, 'Storage', { warmThroughput: settings.warmThroughput });
    const secrets = new WeixinSecrets(this, 'Secrets');
    const quarantine = new Quarantine(this, 'Quarantine', { queueName: `${this.stackName}-quarantine` });
    const published =
      settings.publish || handlers.length > 0
        ? new PublishedEvents(this, 'Published', { topicName: `${this.stackName}-events` })
        : undefined;
    const pipelines = eventNames.map(
      (event) =>
        new EventPipeline(this, event, {
          event,
          storage,
          statsTimeZone,
          profileDays: settings.profileDays,
          architecture,
          published,
        }),
    );
    const eventHandlers = published
      ? handlers.map(
          (handler) =>
            new EventHandler(this, `On-${handler.name}`, { handler, topic: published.topic, architecture }),
        )
      : [];

    const stores = {
      EVENTS_TABLE: storage.events.tableName,
      QUARANTINE_QUEUE_URL: quarantine.queueUrl,
      ...queueUrls(pipelines),
    };
    const domain = settings.domain && new CallbackDomain(this, 'Domain', settings.domain);
    const callback = new CallbackApi(this, 'Callback', {
      environment: {
        ...stores,
        WEIXIN_APP_ID: settings.appId,
        WEIXIN_ENCRYPTION: settings.encryption,
        WEIXIN_MAX_AGE_SECONDS: String(settings.maxAgeSeconds),
        TOKEN_SECRET_ARN: secrets.token.secretArn,
        ENCODING_AES_KEY_SECRET_ARN: secrets.encodingAesKey.secretArn,
        ...(settings.forward && forwardEnvironment(settings.forward)),
      },
      architecture,
      domain,
      isShared: settings.reader,
    });
    const outbox = new OutboxDrain(this, 'Outbox', { environment: stores, architecture });

    const reader = settings.reader
      ? new Reader(this, 'Reader', {
          callback,
          storage,
          quarantine,
          pipelines,
          eventHandlers,
          stores,
          statsTimeZone,
          architecture,
        })
      : undefined;

    const weekMail = settings.weekMail
      ? new WeekMail(this, 'WeekMail', {
          mailing: settings.weekMail,
          storage,
          quarantine,
          pipelines,
          eventHandlers,
          statsTimeZone,
          architecture,
        })
      : undefined;

    secrets.grantRead(callback.handler);
    storage.grantClaiming(callback.handler);
    storage.grantDraining(outbox.handler);
    const queueArns = [quarantine.queueArn, ...pipelines.map(({ queue }) => queue.queue.queueArn)];
    grant(callback.handler, ['sqs:SendMessage'], queueArns);
    grant(outbox.handler, ['sqs:SendMessage'], queueArns);

    const declarations = [
      ...callbackAlarms(callback, settings.forward),
      ...(settings.forward ? [forwardAlarm(this, settings.forward)] : []),
      ...receiverAlarms(this),
      ...outbox.alarms(),
      ...quarantine.alarms(),
      ...pipelines.flatMap((pipeline) => pipeline.alarms()),
      ...eventHandlers.flatMap((handler) => handler.alarms()),
      ...(reader?.alarms() ?? []),
      ...(weekMail?.alarms() ?? []),
      ...(settings.expectPushes ? [noPushAlarm(callback)] : []),
    ];
    const { alarms, topic } = new Alarms(this, 'Alarms', {
      declarations,
      email: settings.alarmEmail,
      language: settings.language,
    });
    if (settings.dashboard) {
      new ReceiverDashboard(this, 'Dashboard', { callback, pipelines, outbox, quarantine, alarms });
    }
    writeOutputs(this, {
      callback,
      domain,
      secrets,
      storage,
      statsTimeZone,
      quarantine,
      pipelines,
      published,
      eventHandlers,
      topic,
      settings,
      reader,
      weekMail,
    });
  }
}

function forwardEnvironment({ url, what, onFailure }: Forwarding): Record<ForwardVariable, string> {
  return { FORWARD_URL: url, FORWARD: what, FORWARD_ON_FAILURE: onFailure };
}

function queueUrls(pipelines: readonly EventPipeline[]): Record<QueueUrlVariable, string> {
  const urls = new Map(pipelines.map(({ event, queue }) => [queueUrlVariable(event), queue.queue.queueUrl]));
  return recordOf(eventNames.map(queueUrlVariable), (variable) => urls.get(variable) ?? '');
}
