import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Handle } from '../../functions/handlers/handle.ts';

const dynamodb = new DynamoDBClient({});

/**
 * Grants one coupon for each follow, however often the event comes: the coupon is one conditional write whose
 * key is the event's id. As `handlers/subscribe.ts`, with `COUPONS_TABLE` in the environment and the
 * permission `dynamodb:PutItem` on that table in its config.
 */
export const handle: Handle<'subscribe'> = async (event, { id }) => {
  const coupon = { id, openid: event.FromUserName, product: event.KeyStr };
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: process.env.COUPONS_TABLE,
        Item: Object.fromEntries(Object.entries(coupon).map(([name, value]) => [name, { S: value }])),
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
