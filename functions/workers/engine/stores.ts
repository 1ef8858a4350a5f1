import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { patientCalls, unlogged } from '../../runtime/clients.ts';
import type { Environment } from '../../runtime/environment.ts';
import type { WorkerVariable } from '../environment.ts';

/** Where a worker writes. */
export interface WorkerStores {
  readonly dynamodb: DynamoDBClient;
  readonly eventsTable: string;
  readonly insightsTable: string;
  /** How many days a silent user's profile is kept; 0: for good, until they leave. */
  readonly profileDays: number;
}

export function openStores(environment: Environment<WorkerVariable>): WorkerStores {
  return storesOn(unlogged(new DynamoDBClient(patientCalls())), environment);
}

export function storesOn(
  dynamodb: DynamoDBClient,
  tables: Pick<Environment<WorkerVariable>, 'EVENTS_TABLE' | 'INSIGHTS_TABLE'> &
    Partial<Environment<WorkerVariable>>,
): WorkerStores {
  return {
    dynamodb,
    eventsTable: tables.EVENTS_TABLE,
    insightsTable: tables.INSIGHTS_TABLE,
    profileDays: Number(tables.PROFILE_DAYS ?? 0),
  };
}
