import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { claimKey, type EventKey, eventsTableSchema, expiresAt } from '../../model/events-table.ts';
import type { EventMessage } from '../../model/queue-message.ts';
import type { EventsTable } from '../../stores/stores.ts';

/** Who puts a claimed event on its queue: this attempt, or nobody, since queue or outbox hold it. */
export type Claim = 'mine' | 'held';

type Item = Readonly<Record<string, AttributeValue>>;

/** How long another attempt's unconfirmed claim is waited for before it counts as dead, in milliseconds. */
const patience = 1500;
/** How long a waiting attempt pauses between two looks, in milliseconds. */
const pauseBetweenLooks = 100;

const outboxShard = eventsTableSchema.outboxIndex.partitionKey;
const claimIsAbsent = `attribute_not_exists(${eventsTableSchema.partitionKey})`;
const claimIsTheirs = 'claimId = :theirs';
const claimIsNotHeld = `attribute_not_exists(enqueuedAt) AND attribute_not_exists(${outboxShard})`;

/**
 * Claims an event for this attempt to send (docs/claim-protocol.md):
 *
 *     absent ──put──▶ mine ──send, confirm──▶ held
 *     another's ──confirmed while I wait──▶ held
 *               ──not confirmed: it died──▶ mine, if I am first of those who wait to take it over
 *
 * Does not decide by itself how long that may go on: the signal does.
 * @throws what the AWS SDK throws where DynamoDB does not answer, an AbortError where time is up
 */
export async function claim(table: EventsTable, message: EventMessage, signal: AbortSignal): Promise<Claim> {
  const key = claimKey(message.event);
  const claimId = randomUUID();
  let found = await putClaim(table, key, message, claimId, signal);
  // The SDK sends a Put again whose answer was lost: the claim it then meets is this attempt's own.
  while (found && found.claimId?.S !== claimId) {
    const waited = await waitUntilHeld(table, key, found, signal);
    if (isHeld(waited)) return 'held';
    found = await takeOver(table, key, waited, claimId, signal);
  }
  return 'mine';
}

/** Whether queue or outbox hold the event of a claim. */
function isHeld(item: Item): boolean {
  return item.enqueuedAt !== undefined || item[outboxShard] !== undefined;
}

/** Puts the claim if there is none; otherwise gives the one that is there. */
async function putClaim(
  table: EventsTable,
  key: EventKey,
  message: EventMessage,
  claimId: string,
  signal: AbortSignal,
): Promise<Item | undefined> {
  const command = new PutItemCommand({
    TableName: table.name,
    Item: marshall({ ...key, ...message, claimId, [eventsTableSchema.timeToLive]: expiresAt() }),
    ConditionExpression: claimIsAbsent,
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return existing(table.client.send(command, { abortSignal: signal }));
}

/**
 * Looks until the claim is held or its owner has to count as dead; gives the claim as last seen. Whoever
 * takes it over meanwhile is a new owner, who is given the same time.
 */
async function waitUntilHeld(
  table: EventsTable,
  key: EventKey,
  found: Item,
  signal: AbortSignal,
): Promise<Item> {
  let item = found;
  let since = performance.now();
  while (!isHeld(item) && performance.now() - since < patience) {
    await pause(pauseBetweenLooks, undefined, { signal });
    const command = new GetItemCommand({ TableName: table.name, Key: marshall(key), ConsistentRead: true });
    const { Item = item } = await table.client.send(command, { abortSignal: signal });
    if (Item.claimId?.S !== item.claimId?.S) since = performance.now();
    item = Item;
  }
  return item;
}

/** Makes a dead attempt's claim this attempt's own; otherwise gives the claim that is there by now. */
async function takeOver(
  table: EventsTable,
  key: EventKey,
  found: Item,
  claimId: string,
  signal: AbortSignal,
): Promise<Item | undefined> {
  const command = new UpdateItemCommand({
    TableName: table.name,
    Key: marshall(key),
    UpdateExpression: 'SET claimId = :mine',
    ConditionExpression: `${claimIsTheirs} AND ${claimIsNotHeld}`,
    ExpressionAttributeValues: {
      ...marshall({ ':mine': claimId }),
      ':theirs': found.claimId ?? { NULL: true },
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  return existing(table.client.send(command, { abortSignal: signal }));
}

/** The item that made a condition fail, or undefined where the write was made. */
async function existing(write: Promise<unknown>): Promise<Item | undefined> {
  try {
    await write;
    return undefined;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return error.Item ?? {};
    throw error;
  }
}
