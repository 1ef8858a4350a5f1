import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import {
  type Belief,
  beliefs,
  firstSeen,
  forgottenAt,
  insightsTableSchema,
} from '../../model/insights-table.ts';
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

const secondsADay = 24 * 60 * 60;

const isNewer = '(attribute_not_exists(#name) OR #name < :value)';
const isNotEarlier = '(attribute_not_exists(#name) OR #name <= :value)';
const isEarlier = '#name > :value';

/**
 * Writes a fact as far as the item does not know better: what is newer, and the first moment where it is
 * earlier. Mostly that is all of it, in one write. Where the item knows something better, DynamoDB gives it,
 * and the rest is written. Making it again changes nothing. What is not newer than the item's tombstone is
 * never written.
 * @returns the order up to which the item's user is forgotten; undefined where they are not
 * @throws what `persist` throws
 */
export async function writeFact(
  fact: Fact,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<string | undefined> {
  let known: Item = {};
  for (;;) {
    const assignments = [...newerBeliefs(fact, known), ...earlierMoment(fact, known)];
    const refused =
      assignments.length === 0 ? undefined : await assign(fact, assignments, known, stores, deadline);
    if (refused === undefined) return known[forgottenAt]?.S;
    known = refused;
  }
}

/** What the fact says newer than the item does, as far as it is known. */
function newerBeliefs({ says }: Fact, known: Item): readonly Assignment[] {
  const isNews = ([belief, { order }]: [Belief, Said]) =>
    (known[beliefs[belief].clock]?.S ?? '') < order && !isForgotten(order, known);
  return [...says]
    .filter(isNews)
    .flatMap(([belief, { order, values }]) => [
      { attribute: beliefs[belief].clock, value: order, condition: isNewer },
      ...Object.entries(values).map(([attribute, value]) => ({ attribute, value })),
    ]);
}

/** Moves the first moment back; where the item is not known, it stays unless there is none. */
function earlierMoment({ moments = [] }: Fact, known: Item): readonly Assignment[] {
  const value = moments.find((order) => !isForgotten(order, known));
  if (value === undefined) return [];
  const knownFirst = known[firstSeen]?.S;
  if (knownFirst === undefined) {
    const becomes = 'if_not_exists(#name, :value)';
    return [{ attribute: firstSeen, value, becomes, condition: isNotEarlier }];
  }
  return knownFirst > value ? [{ attribute: firstSeen, value, condition: isEarlier }] : [];
}

/** Whether what happened then may not be said of the item's user any more. */
function isForgotten(order: string, known: Item): boolean {
  return order <= (known[forgottenAt]?.S ?? '');
}

/** Makes the assignments if all their conditions hold; gives the item where one does not. */
async function assign(
  fact: Fact,
  assignments: readonly Assignment[],
  known: Item,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<Item | undefined> {
  const placed = (text: string, place: number) =>
    text.replaceAll('#name', `#${place}`).replaceAll(':value', `:${place}`);
  const set = assignments.map(({ becomes = ':value' }, place) => placed(`#name = ${becomes}`, place));
  const conditions = assignments.flatMap(({ condition }, place) =>
    condition === undefined ? [] : [placed(condition, place)],
  );
  const tombstone = known[forgottenAt];
  const passing = passingOf(fact, known, stores);
  const command = new UpdateItemCommand({
    TableName: stores.insightsTable,
    Key: marshall(fact.key),
    UpdateExpression: `SET ${set.join(', ')}${passing.clause}`,
    ConditionExpression: [
      tombstone ? '#forgotten = :forgotten' : 'attribute_not_exists(#forgotten)',
      ...conditions,
    ].join(' AND '),
    ExpressionAttributeNames: {
      '#forgotten': forgottenAt,
      ...passing.names,
      ...Object.fromEntries(assignments.map(({ attribute }, place) => [`#${place}`, attribute])),
    },
    ExpressionAttributeValues: {
      ...(tombstone && { ':forgotten': tombstone }),
      ...passing.values,
      ...marshall(Object.fromEntries(assignments.map(({ value }, place) => [`:${place}`, value]))),
    },
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

/**
 * When the item passes by itself: a profile, so many days after its user did something, where that is set. Who
 * was forgotten and came back is somebody new, whose profile does not pass with the tombstone.
 */
function passingOf({ moments }: Fact, known: Item, { profileDays }: WorkerStores) {
  const names = { '#expiry': insightsTableSchema.timeToLive };
  if (moments !== undefined && profileDays > 0) {
    const expiry = Math.floor(Date.now() / 1000) + profileDays * secondsADay;
    return { clause: ', #expiry = :expiry', names, values: { ':expiry': { N: String(expiry) } } };
  }
  return known[forgottenAt] ? { clause: ' REMOVE #expiry', names, values: {} } : { clause: '' };
}
