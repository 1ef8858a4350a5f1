import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/** An error as DynamoDB answers, by its name. @param $fault whose it is. @default the caller's */
export function refusal(name: string, $fault: 'client' | 'server' = 'client'): DynamoDBServiceException {
  return new DynamoDBServiceException({ name, $fault, $metadata: {} });
}
