import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type InsightsKey, lastActivity } from '../../model/insights-table.ts';

/** What a chunk changes about one item of the statistics. */
export interface ItemUpdate {
  readonly key: InsightsKey;
  /** What is added to attributes. */
  readonly amounts: Map<string, number>;
  /** The order of the newest event, where the item is thought to know an older one: refused where it does not. */
  activity?: string;
  /** Attributes that are not needed any more. */
  readonly removed: readonly string[];
}

/** Adds one to each of some attributes. */
export function addTo({ amounts }: ItemUpdate, attributes: readonly string[]): void {
  for (const attribute of attributes) amounts.set(attribute, (amounts.get(attribute) ?? 0) + 1);
}

export function updateAction(update: ItemUpdate, TableName: string): TransactWriteItem {
  const { key, amounts, activity, removed } = update;
  const added = [...amounts];
  const names = [...added.map(([name]) => name), ...removed];
  const clauses = [
    `ADD ${added.map((_amount, place) => `#${place} :${place}`).join(', ')}`,
    ...(activity === undefined ? [] : [`SET ${lastActivity} = :activity`]),
    ...(removed.length === 0
      ? []
      : [`REMOVE ${removed.map((_name, place) => `#${added.length + place}`).join(', ')}`]),
  ];
  const values = Object.fromEntries(added.map(([, amount], place) => [`:${place}`, amount]));
  return {
    Update: {
      TableName,
      Key: marshall(key),
      UpdateExpression: clauses.join(' '),
      ...(activity !== undefined && {
        ConditionExpression: `attribute_not_exists(${lastActivity}) OR ${lastActivity} < :activity`,
      }),
      ExpressionAttributeNames: Object.fromEntries(names.map((name, place) => [`#${place}`, name])),
      ExpressionAttributeValues: marshall({
        ...values,
        ...(activity !== undefined && { ':activity': activity }),
      }),
    },
  };
}
