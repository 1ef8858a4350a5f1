import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { type ItemUpdate, updateAction } from './item-update.ts';
import { commitment } from './records.ts';
import type { WorkerStores } from './stores.ts';

/**
 * The actions that count a chunk: first its record, refused where there is one; then what all its events
 * together change about each item. Either all of it happens or nothing.
 */
export function transactionOf(
  chunk: string,
  updates: readonly ItemUpdate[],
  stores: WorkerStores,
): TransactWriteItem[] {
  return [
    { Put: commitment(chunk, stores) },
    ...updates.map((update) => updateAction(update, stores.insightsTable)),
  ];
}
