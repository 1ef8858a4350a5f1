import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { daySortKey } from '../model/insights-table.ts';
import type { DayRange, StatisticsSource } from './source.ts';

/**
 * Asks for the items of the days of a range.
 * @param partition the product's or the account's
 * @param range one day at least: DynamoDB refuses an empty one
 */
export function daysQuery(
  { insightsTable }: StatisticsSource,
  partition: string,
  { from, to }: DayRange,
): QueryCommandInput {
  return {
    TableName: insightsTable,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: {
      ':pk': { S: partition },
      ':from': { S: daySortKey(from) },
      // A counter's name is made of letters, and `~` comes behind them.
      ':to': { S: `${daySortKey(to)}~` },
    },
  };
}
