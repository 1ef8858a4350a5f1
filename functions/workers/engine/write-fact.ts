import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { type Belief, beliefs, firstSeen } from '../../model/insights-table.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import type { Fact, Said } from './fact.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** One attribute that is written: its value, and when it may be. */
interface Assignment {
  readonly attribute: string;
  readonly value: string;
  /** Of `#name` and `:value`. @default always */
  readonly condition?: string;
  /** @default `:value` */
  readonly becomes?: string;
}

const isNewer = '(attribute_not_exists(#name) OR #name < :value)';
const isNotEarlier = '(attribute_not_exists(#name) OR #name <= :value)';
const isEarlier = '#name > :value';

/**
 * Writes a fact as far as the item does not know better: what is newer, and the first moment where it is
 * earlier. Mostly that is all of it, in one write. Where the item knows something better, DynamoDB gives it,
 * and the rest is written. Making it again changes nothing.
 * @throws what `persist` throws
 */
export async function writeFact(fact: Fact, stores: WorkerStores, deadline: Deadline): Promise<void> {
  let known: Item | undefined;
  do {
    const assignments = [...newerBeliefs(fact, known), ...earlierMoment(fact, known)];
    if (assignments.length === 0) return;
    known = await assign(fact, assignments, stores, deadline);
  } while (known !== undefined);
}

/** What the fact says newer than the item does, as far as it is known. */
function newerBeliefs({ says }: Fact, known: Item | undefined): readonly Assignment[] {
  const isNews = ([belief, { order }]: [Belief, Said]) => (known?.[beliefs[belief].clock]?.S ?? '') < order;
  return [...says]
    .filter(isNews)
    .flatMap(([belief, { order, values }]) => [
      { attribute: beliefs[belief].clock, value: order, condition: isNewer },
      ...Object.entries(values).map(([attribute, value]) => ({ attribute, value })),
    ]);
}

/** Moves the first moment back; where the item is not known, it stays unless there is none. */
function earlierMoment({ firstSeen: value }: Fact, known: Item | undefined): readonly Assignment[] {
  if (value === undefined) return [];
  const knownFirst = known?.[firstSeen]?.S;
  if (knownFirst === undefined) {
    const becomes = 'if_not_exists(#name, :value)';
    return [{ attribute: firstSeen, value, becomes, condition: isNotEarlier }];
  }
  return knownFirst > value ? [{ attribute: firstSeen, value, condition: isEarlier }] : [];
}

/** Makes the assignments if all their conditions hold; gives the item where one does not. */
async function assign(
  { key }: Fact,
  assignments: readonly Assignment[],
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Item | undefined> {
  const placed = (text: string, place: number) =>
    text.replaceAll('#name', `#${place}`).replaceAll(':value', `:${place}`);
  const set = assignments.map(({ becomes = ':value' }, place) => placed(`#name = ${becomes}`, place));
  const conditions = assignments.flatMap(({ condition }, place) =>
    condition === undefined ? [] : [placed(condition, place)],
  );
  const command = new UpdateItemCommand({
    TableName: stores.insightsTable,
    Key: marshall(key),
    UpdateExpression: `SET ${set.join(', ')}`,
    ConditionExpression: conditions.join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(
      assignments.map(({ attribute }, place) => [`#${place}`, attribute]),
    ),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(assignments.map(({ value }, place) => [`:${place}`, value])),
    ),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await persist(deadline, (abortSignal) => stores.dynamodb.send(command, { abortSignal }));
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw error;
  }
}
