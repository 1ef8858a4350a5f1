import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { aboutKey, beliefs, productName } from '../../functions/model/insights-table.ts';
import { type Product, productId, productOfId } from '../../functions/model/product.ts';
import { inEach, type Spoken } from '../wording/language.ts';
import { namesTexts } from '../wording/names.ts';

/** Where names are kept: beside what Weixin says of the product, apart from what events add to. */
export interface NamesTable {
  readonly dynamodb: DynamoDBClient;
  readonly insightsTable: string;
}

/** How long a name may be, in characters. */
export const longestName = 100;

/** Why a text is no name, as its user reads it; undefined where it is one. */
export function objectionTo(name: string): Spoken<string> | undefined {
  if (name.trim() === '') return inEach(namesTexts, ({ emptyColumn }) => emptyColumn('name'));
  if (name.length > longestName) return inEach(namesTexts, ({ tooLong }) => tooLong(longestName));
  return /\p{Cc}/u.test(name) ? inEach(namesTexts, ({ control }) => control) : undefined;
}

/**
 * Gives a product a name, in the place of the one it had. It need not have had an event yet.
 * @throws what the AWS SDK throws
 */
export async function writeName(
  { dynamodb, insightsTable }: NamesTable,
  product: Product,
  name: string,
): Promise<void> {
  const says = productOfId(productId(product))
    ? {}
    : { keyStandard: product.KeyStandard, keyStr: product.KeyStr };
  const values = { [productName]: name.trim(), ...says };
  const names = Object.keys(values);
  const command = new UpdateItemCommand({
    TableName: insightsTable,
    Key: marshall(aboutKey(product)),
    UpdateExpression: `SET ${names.map((_name, place) => `#${place} = :${place}`).join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(names.map((each, place) => [`#${place}`, each])),
    ExpressionAttributeValues: marshall(
      Object.fromEntries(Object.values(values).map((value, place) => [`:${place}`, value])),
    ),
  });
  await dynamodb.send(command);
}

/**
 * Takes a product's name away. One of which nothing else is known is not listed any more.
 * @returns whether it had one
 * @throws what the AWS SDK throws
 */
export async function removeName(
  { dynamodb, insightsTable }: NamesTable,
  product: Product,
): Promise<boolean> {
  const item = { TableName: insightsTable, Key: marshall(aboutKey(product)) };
  const ExpressionAttributeNames = { '#name': productName };
  try {
    const command = new DeleteItemCommand({
      ...item,
      ConditionExpression: 'attribute_exists(#name) AND attribute_not_exists(#review)',
      ExpressionAttributeNames: { ...ExpressionAttributeNames, '#review': beliefs.review.clock },
    });
    await dynamodb.send(command);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  try {
    const command = new UpdateItemCommand({
      ...item,
      UpdateExpression: 'REMOVE #name',
      ConditionExpression: 'attribute_exists(#name)',
      ExpressionAttributeNames,
    });
    await dynamodb.send(command);
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
