import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { WeixinEvent } from '../model/event-types.ts';
import {
  claimContent,
  claimKey,
  type EventKey,
  eventsTableSchema,
  readClaimSortKey,
} from '../model/events-table.ts';
import type { Deadline } from '../runtime/deadline.ts';
import { forEachAtMost } from '../runtime/for-each-at-most.ts';

/** The Events table, as far as forgetting needs it. */
export interface ClaimsTable {
  readonly dynamodb: DynamoDBClient;
  readonly eventsTable: string;
}

/** What became of a person's claims. */
export interface ForgottenClaims {
  /** Claims whose content is gone: keys are left, by which retries are dropped until they expire. */
  readonly emptied: number;
  /** Claims in the outbox: their content goes to the queue first, and is removed where it is counted. */
  readonly waiting: number;
}

const { partitionKey, sortKey, outboxIndex } = eventsTableSchema;
const updatesAtOnce = 16;

/**
 * Removes what the claims of a person say, of events up to a moment. Done again it goes on where it ended:
 * what is emptied is not met any more.
 * @param until CreateTime, in seconds since 1970; what happened later is another story
 * @param dryRun counts and removes nothing
 * @throws {OutOfTimeError} where the deadline comes first; what the AWS SDK throws
 */
export async function forgetClaims(
  table: ClaimsTable,
  openid: string,
  until: number,
  deadline: Deadline,
  dryRun: boolean,
): Promise<ForgottenClaims> {
  let emptied = 0;
  let waiting = 0;
  for await (const claims of fullClaims(table, openid, until, deadline)) {
    waiting += claims.filter(({ inOutbox }) => inOutbox).length;
    const sent = claims.filter(({ inOutbox }) => !inOutbox);
    await forEachAtMost(updatesAtOnce, sent, async ({ key }) => {
      deadline.check();
      if (!dryRun) await emptyClaim(table, key, deadline);
      emptied += 1;
    });
  }
  return { emptied, waiting };
}

/**
 * Removes what the claim of one event says. A claim in the outbox keeps it, for it is still to be sent; so
 * does one that there is none of.
 * @throws what the AWS SDK throws
 */
export async function forgetClaim(table: ClaimsTable, event: WeixinEvent, deadline: Deadline): Promise<void> {
  await emptyClaim(table, claimKey(event), deadline);
}

interface FullClaim {
  readonly key: EventKey;
  readonly inOutbox: boolean;
}

/** The claims that still say something, a page at a time. */
async function* fullClaims(
  { dynamodb, eventsTable }: ClaimsTable,
  openid: string,
  until: number,
  { signal }: Deadline,
): AsyncGenerator<readonly FullClaim[]> {
  let ExclusiveStartKey: QueryCommand['input']['ExclusiveStartKey'];
  do {
    const command = new QueryCommand({
      TableName: eventsTable,
      KeyConditionExpression: '#openid = :openid',
      FilterExpression: 'attribute_exists(#event)',
      ProjectionExpression: '#openid, #sort, #outbox',
      ExpressionAttributeNames: {
        '#openid': partitionKey,
        '#sort': sortKey,
        '#outbox': outboxIndex.partitionKey,
        '#event': 'event',
      },
      ExpressionAttributeValues: marshall({ ':openid': openid }),
      ConsistentRead: true,
      ExclusiveStartKey,
    });
    const { Items = [], LastEvaluatedKey } = await dynamodb.send(command, { abortSignal: signal });
    ExclusiveStartKey = LastEvaluatedKey;
    yield Items.map((item) => fullClaim(unmarshall(item))).filter(({ key }) => createTimeOf(key) <= until);
  } while (ExclusiveStartKey !== undefined);
}

function fullClaim(item: Readonly<Record<string, unknown>>): FullClaim {
  const key = { FromUserName: String(item[partitionKey]), CreateTimeEvent: String(item[sortKey]) };
  return { key, inOutbox: item[outboxIndex.partitionKey] !== undefined };
}

function createTimeOf({ CreateTimeEvent }: EventKey): number {
  return Number(readClaimSortKey(CreateTimeEvent).CreateTime);
}

async function emptyClaim(
  { dynamodb, eventsTable }: ClaimsTable,
  key: EventKey,
  { signal }: Deadline,
): Promise<void> {
  const names = claimContent.map((name, place) => [`#${place}`, name] as const);
  const command = new UpdateItemCommand({
    TableName: eventsTable,
    Key: marshall(key),
    UpdateExpression: `REMOVE ${names.map(([placeholder]) => placeholder).join(', ')}`,
    ConditionExpression: `attribute_exists(${partitionKey}) AND attribute_not_exists(${outboxIndex.partitionKey})`,
    ExpressionAttributeNames: Object.fromEntries(names),
  });
  try {
    await dynamodb.send(command, { abortSignal: signal });
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
