import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { StatisticsSource } from '../insights/source.ts';
import { retentionDays } from '../model/events-table.ts';
import { insightsTableSchema } from '../model/insights-table.ts';
import { weekMailKey } from '../model/week-mails.ts';
import { asError, logger } from '../runtime/telemetry.ts';

/** Another run may be sending the same week's mail: whoever tries again when that one is over knows. */
export class BeingSentError extends Error {
  override readonly name = 'BeingSentError';
}

/**
 * How long a week is one run's alone, in milliseconds: longer than a run may take, and over when Lambda makes its
 * second attempt, a minute after the first.
 */
export const leaseLength = 50_000;

/**
 * Sends the mail of a week unless it was sent: at least once, and a second time only where nobody noted the first,
 * for a run died between sending and noting, or SNS's answer was lost. A standard topic takes no mail for another's copy.
 * @param monday the first day of the week
 * @param send gives SNS's id of the message
 * @returns undefined where it was sent before
 * @throws {BeingSentError} where another run is at it, and what `send` throws
 */
export async function sendOnce(
  table: StatisticsSource,
  monday: string,
  send: () => Promise<string>,
): Promise<string | undefined> {
  const runId = randomUUID();
  if (!(await lease(table, monday, runId))) return undefined;
  const messageId = await send();
  await noteSent(table, monday, messageId).catch((error: unknown) => {
    // An error would have Lambda send another copy.
    logger.error('sent and not noted', asError(error));
  });
  return messageId;
}

/** Whether the week is this run's alone to send; not where it was sent. */
async function lease(
  { dynamodb, insightsTable }: StatisticsSource,
  monday: string,
  runId: string,
): Promise<boolean> {
  const now = Date.now();
  const isUnsent = 'attribute_not_exists(sentAt)';
  const isFree = '(attribute_not_exists(leaseUntil) OR leaseUntil < :now)';
  const command = new UpdateItemCommand({
    TableName: insightsTable,
    Key: marshall(weekMailKey(monday)),
    UpdateExpression: 'SET leasedBy = :run, leaseUntil = :until, #expiry = :expiry',
    ConditionExpression: `${isUnsent} AND ${isFree}`,
    ExpressionAttributeNames: { '#expiry': insightsTableSchema.timeToLive },
    ExpressionAttributeValues: marshall({
      ':run': runId,
      ':now': now,
      ':until': now + leaseLength,
      ':expiry': Math.floor(now / 1000) + retentionDays * 24 * 60 * 60,
    }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await dynamodb.send(command);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    const { sentAt, leasedBy } = unmarshall(error.Item ?? {});
    if (sentAt !== undefined) return false;
    // The SDK asks again where the answer was lost, and then meets this run's own lease.
    if (leasedBy === runId) return true;
    throw new BeingSentError(`another run is sending the mail of the week from ${monday}`);
  }
}

async function noteSent(
  { dynamodb, insightsTable }: StatisticsSource,
  monday: string,
  messageId: string,
): Promise<void> {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: insightsTable,
      Key: marshall(weekMailKey(monday)),
      UpdateExpression: 'SET sentAt = :now, messageId = :id REMOVE leasedBy, leaseUntil',
      ExpressionAttributeValues: marshall({ ':now': new Date().toISOString(), ':id': messageId }),
    }),
  );
}
