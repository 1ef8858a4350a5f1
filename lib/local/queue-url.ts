import { localAwsAccount } from './account.ts';

/** The URL of a queue, at SQS itself or at whatever stands in front of it. */
export function queueUrl(endpoint: string, queueName: string): string {
  return `${endpoint}/${localAwsAccount.accountId}/${queueName}`;
}

export function queueNameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
