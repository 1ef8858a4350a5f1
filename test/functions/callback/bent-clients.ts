import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

// Behind the SDK's own repetition: each time it tries is a call.
const perTry = { step: 'finalizeRequest', priority: 'low' } as const;

/** Does something each time a command was answered, before the answer is handed on. */
export function afterCalls(client: DynamoDBClient, command: string, act: () => Promise<void>): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        const answer = await next(call);
        if (commandName === command) await act();
        return answer;
      },
    { ...perTry, name: `after ${command}` },
  );
}

/** Does something with each call of a command before DynamoDB hears of it. */
export function beforeCalls(
  client: DynamoDBClient,
  command: string,
  act: (input: object) => Promise<void>,
): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        if (commandName === command) await act(call.input);
        return next(call);
      },
    { ...perTry, name: `before ${command}` },
  );
}

/** Lets every call of a command fail before DynamoDB has heard of it. */
export function failCalls(client: DynamoDBClient, command: string): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (call) => {
        if (commandName === command) throw brokenConnection();
        return next(call);
      },
    { ...perTry, name: `fail ${command}` },
  );
}

/**
 * Lets the answers to the first calls of a command get lost after DynamoDB has done what was asked.
 * @returns how many were lost so far
 */
export function loseAnswers(client: DynamoDBClient, command: string, count: number): () => number {
  let lost = 0;
  afterCalls(client, command, async () => {
    if (lost === count) return;
    lost += 1;
    throw brokenConnection();
  });
  return () => lost;
}

/** An error after which the SDK tries again. */
function brokenConnection(): Error {
  return Object.assign(new Error('the connection broke'), { name: 'TimeoutError' });
}
