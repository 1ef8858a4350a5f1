import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Where results are read: the tables of a local run or of a stack. */
export interface InsightsSource {
  readonly dynamodb: DynamoDBClient;
  readonly eventsTable: string;
  readonly insightsTable: string;
}

/** Calendar days, `YYYY-MM-DD`, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
