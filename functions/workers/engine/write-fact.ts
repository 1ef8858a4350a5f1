import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { firstSeen, latest } from '../../model/insights-table.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import type { Fact } from './fact.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/**
 * Writes a fact unless the item already knows a newer one, and moves the item's first moment back where
 * this one is earlier. Making it again changes nothing.
 * @throws what `persist` throws
 */
export async function writeFact(fact: Fact, stores: WorkerStores, deadline: Deadline): Promise<void> {
  const after = await setIfNewer(fact, stores, deadline);
  const first = after[firstSeen]?.S;
  if (fact.firstSeen !== undefined && first !== undefined && fact.firstSeen < first) {
    await moveFirstSeenBack(fact, fact.firstSeen, stores, deadline);
  }
}

/** Gives the item as it is afterwards, where the fact has a first moment to compare. */
async function setIfNewer(fact: Fact, stores: WorkerStores, deadline: Deadline): Promise<Item> {
  const { clock } = latest[fact.kind];
  const set = { [clock]: fact.order, ...fact.values };
  const names = Object.keys(set);
  const assignments = names.map((_name, place) => `#${place} = :${place}`);
  const values = Object.values(set).map((value, place) => [`:${place}`, value]);
  if (fact.firstSeen !== undefined) {
    assignments.push(`${firstSeen} = if_not_exists(${firstSeen}, :first)`);
    values.push([':first', fact.firstSeen]);
  }
  const command = new UpdateItemCommand({
    TableName: stores.insightsTable,
    Key: marshall(fact.key),
    UpdateExpression: `SET ${assignments.join(', ')}`,
    ConditionExpression: 'attribute_not_exists(#0) OR #0 < :0',
    ExpressionAttributeNames: Object.fromEntries(names.map((name, place) => [`#${place}`, name])),
    ExpressionAttributeValues: marshall(Object.fromEntries(values)),
    ReturnValues: fact.firstSeen === undefined ? 'NONE' : 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: fact.firstSeen === undefined ? 'NONE' : 'ALL_OLD',
  });
  try {
    const { Attributes } = await persist(deadline, (abortSignal) =>
      stores.dynamodb.send(command, { abortSignal }),
    );
    return Attributes ?? {};
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw error;
  }
}

async function moveFirstSeenBack(
  fact: Fact,
  first: string,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const command = new UpdateItemCommand({
    TableName: stores.insightsTable,
    Key: marshall(fact.key),
    UpdateExpression: `SET ${firstSeen} = :first`,
    ConditionExpression: `${firstSeen} > :first`,
    ExpressionAttributeValues: marshall({ ':first': first }),
  });
  try {
    await persist(deadline, (abortSignal) => stores.dynamodb.send(command, { abortSignal }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
