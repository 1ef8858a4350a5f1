import { localAwsAccount } from '../account.ts';
import type { Permission } from './evaluate.ts';

/** What a function's role has to allow, so that Lambda can write the function's log. */
export function logPermissions(logGroupName: string): Permission[] {
  const { partition, region, accountId } = localAwsAccount;
  const resource = `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}:log-stream:local`;
  return ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource }));
}
