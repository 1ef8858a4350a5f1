import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** What happens around each call; what it throws is the caller's answer. */
export interface Around {
  readonly before?: (command: object) => unknown;
  readonly after?: (command: object) => unknown;
}

/** A client of which something is done before a command reaches DynamoDB, or once it is carried out. */
export function clientWith(
  client: DynamoDBClient,
  { before = () => {}, after = () => {} }: Around,
): DynamoDBClient {
  const send = async (command: Parameters<DynamoDBClient['send']>[0], options?: object): Promise<unknown> => {
    await before(command);
    const answer = await client.send(command, options);
    await after(command);
    return answer;
  };
  return new Proxy(client, {
    get: (target, property) => (property === 'send' ? send : Reflect.get(target, property)),
  });
}
