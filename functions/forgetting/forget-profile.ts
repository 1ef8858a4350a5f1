import {
  type AttributeValue,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { orderAfter } from '../model/event-order.ts';
import { expiresAt } from '../model/events-table.ts';
import { beliefs, firstSeen, forgottenAt, insightsTableSchema, userKey } from '../model/insights-table.ts';
import type { Deadline } from '../runtime/deadline.ts';

/** The Insights table, as far as forgetting needs it. */
export interface ProfilesTable {
  readonly dynamodb: DynamoDBClient;
  readonly insightsTable: string;
}

type Item = Readonly<Record<string, AttributeValue>>;

/**
 * Puts a tombstone where a profile is: what it says of events up to a moment goes, and no such event can say
 * it again. What newer events said stays: who came back is somebody new. Done again it changes nothing.
 * @param until CreateTime, in seconds since 1970; its whole second is forgotten
 * @returns whether there was anything to remove
 * @throws {OutOfTimeError} where the deadline comes first; what the AWS SDK throws
 */
export async function forgetProfile(
  { dynamodb, insightsTable }: ProfilesTable,
  openid: string,
  until: number,
  deadline: Deadline,
  dryRun: boolean,
): Promise<boolean> {
  const key = { TableName: insightsTable, Key: marshall(userKey(openid)) };
  const read = new GetItemCommand({ ...key, ConsistentRead: true });
  let { Item: item = {} } = await dynamodb.send(read, { abortSignal: deadline.signal });
  for (;;) {
    const forgetting = new Forgetting(item, orderAfter(until));
    if (dryRun || forgetting.isDone) return forgetting.removes.length > 0;
    deadline.check();
    const command = new UpdateItemCommand({ ...key, ...forgetting.update() });
    try {
      await dynamodb.send(command, { abortSignal: deadline.signal });
      return forgetting.removes.length > 0;
    } catch (error) {
      // A worker wrote meanwhile: what it wrote is to be looked at too.
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      item = error.Item ?? {};
    }
  }
}

const clocks = Object.values(beliefs).map(({ clock }) => clock);

/** What is left of a profile as it was read, and the update that makes it so. */
class Forgetting {
  /** The attributes that go. */
  readonly removes: readonly string[];
  readonly isDone: boolean;
  readonly #order: string;
  readonly #known: Item;
  /** The oldest moment of what stays. */
  readonly #first: string | undefined;

  constructor(known: Item, order: string) {
    this.#known = known;
    this.#order = order;
    const isOld = (attribute: string) => {
      const at = known[attribute]?.S;
      return at !== undefined && at <= order;
    };
    const old = Object.values(beliefs).filter(({ clock }) => isOld(clock));
    const kept = clocks.flatMap((clock) => (isOld(clock) ? [] : (known[clock]?.S ?? [])));
    this.#first = kept.sort()[0];
    const oldFirst = this.#first === undefined && isOld(firstSeen) ? [firstSeen] : [];
    // What is not there is removed to no effect.
    this.removes = [...old.flatMap(({ clock, attributes }) => [clock, ...attributes]), ...oldFirst];
    this.isDone = (known[forgottenAt]?.S ?? '') >= order;
  }

  update() {
    const names = new Map<string, string>();
    const name = (attribute: string) => {
      const placeholder = names.get(attribute) ?? `#${names.size}`;
      names.set(attribute, placeholder);
      return placeholder;
    };
    const values: Record<string, string | number> = { ':order': this.#order };
    const set = [`${name(forgottenAt)} = :order`];
    if (this.#first === undefined) {
      set.push(`${name(insightsTableSchema.timeToLive)} = :expiry`);
      values[':expiry'] = expiresAt();
    } else {
      set.push(`${name(firstSeen)} = :first`);
      values[':first'] = this.#first;
    }
    const unchanged = [...clocks, firstSeen, forgottenAt].map((attribute, place) => {
      const known = this.#known[attribute]?.S;
      if (known === undefined) return `attribute_not_exists(${name(attribute)})`;
      values[`:known${place}`] = known;
      return `${name(attribute)} = :known${place}`;
    });
    const removes = this.removes.map(name);
    return {
      UpdateExpression: `SET ${set.join(', ')}${removes.length > 0 ? ` REMOVE ${removes.join(', ')}` : ''}`,
      ConditionExpression: unchanged.join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(
        [...names].map(([attribute, placeholder]) => [placeholder, attribute]),
      ),
      ExpressionAttributeValues: marshall(values),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
  }
}
