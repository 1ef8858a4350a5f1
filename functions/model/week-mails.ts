import type { InsightsKey } from './insights-table.ts';

/**
 * Which weeks' mails were sent, in the Insights table, one item a week, until no schedule repeats it any more:
 *
 *     pk       sk                   item
 *     mails    week#2024-01-29      sentAt, messageId; while a run sends it: leasedBy, leaseUntil
 */
export const mailsPartition = 'mails';

/** @param monday the first day of the week that the mail is about */
export function weekMailKey(monday: string): InsightsKey {
  return { pk: mailsPartition, sk: `week#${monday}` };
}
