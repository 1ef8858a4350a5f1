import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where statistics are read: the table of a local run or of a stack. */
export interface StatisticsSource {
  readonly dynamodb: DynamoDBClient;
  readonly insightsTable: string;
}

/** Where all results are read: people's events are in the other table. */
export interface InsightsSource extends StatisticsSource {
  readonly eventsTable: string;
}

/** Calendar days, `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
