import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { patientCalls } from '../../runtime/clients.ts';
import type { Environment } from '../../runtime/environment.ts';
import type { WorkerVariable } from '../environment.ts';

/** Where a worker writes. */
export interface WorkerStores {
  readonly dynamodb: DynamoDBClient;
  readonly eventsTable: string;
  readonly insightsTable: string;
}

export function openStores(environment: Environment<WorkerVariable>): WorkerStores {
  return storesOn(new DynamoDBClient(patientCalls()), environment);
}

export function storesOn(
  dynamodb: DynamoDBClient,
  tables: Pick<Environment<WorkerVariable>, 'EVENTS_TABLE' | 'INSIGHTS_TABLE'>,
): WorkerStores {
  return {
    dynamodb,
    eventsTable: tables.EVENTS_TABLE,
    insightsTable: tables.INSIGHTS_TABLE,
  };
}
