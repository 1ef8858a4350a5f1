import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context } from 'aws-lambda';
import { periodOf } from '../insights/periods.ts';
import { type Day, dayOf } from '../model/day.ts';
import type { EventName } from '../model/event-types.ts';
import { languages } from '../model/language.ts';
import { closeConnections, patientCalls, unlogged } from '../runtime/clients.ts';
import { ConfigurationError, type Environment, readEnvironment } from '../runtime/environment.ts';
import { logger, startInvocation } from '../runtime/telemetry.ts';
import { deadLettersUrlVariable } from '../stores/environment.ts';
import { handlerQueuesOf } from '../stores/handler-queues.ts';
import { type WeekVariable, weekVariables } from './environment.ts';
import { readWeek, type WeekSource } from './read-week.ts';
import { sendOnce } from './send-once.ts';
import { weekText } from './week-text.ts';

/** What the schedule says: when it was to run, ISO 8601. Whoever calls by hand says nothing, and gets a copy. */
export interface WeekMailEvent {
  readonly scheduledTime?: string;
}

/** What was sent; nothing where the schedule repeats itself and it was sent before. */
export interface SentMail {
  readonly subject: string;
  readonly messageId: string;
}

interface Post {
  readonly source: WeekSource;
  readonly sns: SNSClient;
  readonly environment: Environment<WeekVariable>;
}

let post: Post | undefined;

/**
 * Sends the mail about the last full week to the topic: once a week for the schedule, and whenever somebody asks
 * for it by hand.
 * @throws what AWS answers; for the schedule Lambda then tries again, after one minute and after two more
 */
export async function handler(
  { scheduledTime }: WeekMailEvent,
  context: Pick<Context, 'awsRequestId'>,
): Promise<SentMail | undefined> {
  startInvocation(context);
  const opened = openPost();
  const { source, sns, environment } = opened;
  try {
    // A repetition that comes on another day is about the same week.
    const today = dayAt(scheduledTime ?? new Date().toISOString(), environment.STATS_TIME_ZONE);
    const { from, to } = periodOf('lastWeek', today);
    const subject = `${environment.STACK_NAME}: ${from} - ${to}`;
    const send = () => sendMail(opened, subject, today);
    const messageId = scheduledTime === undefined ? await send() : await sendOnce(source, from, send);
    logger.info('week', { week: from, messageId: messageId ?? 'sent before' });
    return messageId === undefined ? undefined : { subject, messageId };
  } finally {
    closeConnections(source.dynamodb, source.sqs, sns);
  }
}

/** @param subject ASCII and shorter than 100 characters, as SNS demands */
async function sendMail({ source, sns, environment }: Post, subject: string, today: Day): Promise<string> {
  const language = languages.find((known) => known === environment.REPORT_LANGUAGE);
  if (language === undefined) throw new ConfigurationError('REPORT_LANGUAGE is no language');
  const report = await readWeek(source, today);
  const { MessageId = '' } = await sns.send(
    new PublishCommand({
      TopicArn: environment.REPORT_TOPIC_ARN,
      Subject: subject,
      Message: weekText(report, { language, timeZone: environment.STATS_TIME_ZONE }),
    }),
  );
  return MessageId;
}

function openPost(): Post {
  post ??= postOf(readEnvironment(weekVariables));
  return post;
}

function postOf(environment: Environment<WeekVariable>): Post {
  const quarantineUrl = environment.QUARANTINE_QUEUE_URL;
  const source = {
    dynamodb: unlogged(new DynamoDBClient(patientCalls())),
    sqs: unlogged(new SQSClient(patientCalls())),
    insightsTable: environment.INSIGHTS_TABLE,
    quarantineUrl,
    deadLettersUrl: (event: EventName) => environment[deadLettersUrlVariable(event)],
    handlerQueues: handlerQueuesOf(quarantineUrl),
  };
  return { source, sns: unlogged(new SNSClient(patientCalls())), environment };
}

/** @throws {RangeError} where it is no moment */
function dayAt(moment: string, timeZone: string): Day {
  return dayOf(Date.parse(moment) / 1000, timeZone);
}
