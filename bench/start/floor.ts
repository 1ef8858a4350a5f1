/** The least a callback function needs of the AWS SDK: its three calls, and nothing of Weixin's. */
import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

const dynamodb = new DynamoDBClient({});
const sqs = new SQSClient({});
const {
  EVENTS_TABLE: TableName,
  USER_SCAN_PRODUCT_QUEUE_URL: QueueUrl,
  AWS_LAMBDA_FUNCTION_NAME: name,
} = process.env;
const Key = { FromUserName: { S: `${name}-${process.pid}` }, CreateTimeEvent: { S: 'floor' } };

export async function handler(): Promise<{ readonly statusCode: number }> {
  await dynamodb.send(
    new PutItemCommand({ TableName, Item: Key, ConditionExpression: 'attribute_not_exists(FromUserName)' }),
  );
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(Key) }));
  await dynamodb.send(
    new UpdateItemCommand({
      TableName,
      Key,
      UpdateExpression: 'SET enqueuedAt = :now',
      ExpressionAttributeValues: { ':now': { S: new Date().toISOString() } },
    }),
  );
  return { statusCode: 200 };
}
