import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { queryAll, type StoredItem, textOf } from '../insights/query-all.ts';
import { type Share, type ShareScope, shareKey, shareScopes, sharesPartition } from '../model/shares.ts';
import { hashOfToken, isSameHash, newToken, shareIdOf } from './token.ts';

/** The table the links are kept in. */
export interface SharesTable {
  readonly dynamodb: DynamoDBClient;
  readonly insightsTable: string;
}

export interface NewShare {
  readonly name: string;
  readonly scope: ShareScope;
  readonly validUntil: Date;
}

/** Makes a link. Its token is given back this once, and stored nowhere. */
export async function createShare(
  { dynamodb, insightsTable }: SharesTable,
  { name, scope, validUntil }: NewShare,
): Promise<{ readonly token: string; readonly share: Share }> {
  const token = newToken();
  const tokenHash = hashOfToken(token);
  const share: Share = {
    id: shareIdOf(tokenHash),
    name,
    scope,
    createdAt: new Date().toISOString(),
    validUntil: validUntil.toISOString(),
    lastUsedOn: null,
  };
  const { id, lastUsedOn, ...attributes } = share;
  const Item = marshall({ ...shareKey(id), tokenHash, ...attributes });
  await dynamodb.send(
    new PutItemCommand({ TableName: insightsTable, Item, ConditionExpression: 'attribute_not_exists(sk)' }),
  );
  return { token, share };
}

/** All links, those no longer valid too, the newest first. */
export async function listShares({ dynamodb, insightsTable }: SharesTable): Promise<Share[]> {
  const items = await queryAll(dynamodb, {
    TableName: insightsTable,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: sharesPartition } },
  });
  return items.map(shareOf).sort((one, other) => other.createdAt.localeCompare(one.createdAt));
}

/**
 * Ends a link: the next request with it is refused.
 * @returns whether there was one of that id
 */
export async function revokeShare({ dynamodb, insightsTable }: SharesTable, id: string): Promise<boolean> {
  const { Attributes } = await dynamodb.send(
    new DeleteItemCommand({ TableName: insightsTable, Key: marshall(shareKey(id)), ReturnValues: 'ALL_OLD' }),
  );
  return Attributes !== undefined;
}

/** The link a token opens; undefined where it opens none, for whatever reason. One strongly consistent read. */
export async function findShare(
  { dynamodb, insightsTable }: SharesTable,
  token: string,
  now: Date = new Date(),
): Promise<Share | undefined> {
  const hash = hashOfToken(token);
  const { Item } = await dynamodb.send(
    new GetItemCommand({
      TableName: insightsTable,
      Key: marshall(shareKey(shareIdOf(hash))),
      // A link that was just revoked has to be gone.
      ConsistentRead: true,
    }),
  );
  const item: StoredItem = Item ? unmarshall(Item) : {};
  const share = shareOf(item);
  const isOpen = isSameHash(textOf(item, 'tokenHash') ?? '', hash) && now.toISOString() < share.validUntil;
  return isOpen ? share : undefined;
}

/** Notes the day a link was used on, once a day; a link that was revoked meanwhile stays gone. */
export async function noteUse(
  { dynamodb, insightsTable }: SharesTable,
  { id, lastUsedOn }: Share,
  day: string,
): Promise<void> {
  if (lastUsedOn === day) return;
  const command = new UpdateItemCommand({
    TableName: insightsTable,
    Key: marshall(shareKey(id)),
    UpdateExpression: 'SET lastUsedOn = :day',
    ConditionExpression: 'attribute_exists(sk)',
    ExpressionAttributeValues: { ':day': { S: day } },
  });
  await dynamodb.send(command).catch((error: unknown) => {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  });
}

function shareOf(item: StoredItem): Share {
  const scope = textOf(item, 'scope');
  return {
    id: textOf(item, 'sk') ?? '',
    name: textOf(item, 'name') ?? '',
    // What cannot be read shows least.
    scope: shareScopes.find((known) => known === scope) ?? 'numbers',
    createdAt: textOf(item, 'createdAt') ?? '',
    validUntil: textOf(item, 'validUntil') ?? '',
    lastUsedOn: textOf(item, 'lastUsedOn') ?? null,
  };
}
