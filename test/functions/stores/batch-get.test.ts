import {
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { batchGet } from '../../../functions/stores/batch-get.ts';
import { unreachableStores } from '../../support/unreachable-aws.ts';

const table = 'Insights';
const keysUpTo = (count: number) =>
  Array.from({ length: count }, (_none, n) => ({ pk: 'products', sk: `${n}` }));

/**
 * A client of a DynamoDB that holds whatever it is asked for but `gone`, and answers no more than some keys a
 * call, as it does where items are large or many ask: no engine can be made to.
 */
function clientOf(answered: number, gone = -1) {
  const asked: { readonly keys: number; readonly consistent: boolean | undefined }[] = [];
  const client = new DynamoDBClient({ region: 'us-east-1' });
  client.middlewareStack.add(
    () => async (call) => {
      const input = call.input as BatchGetItemCommandInput;
      const { Keys = [], ConsistentRead } = input.RequestItems?.[table] ?? {};
      asked.push({ keys: Keys.length, consistent: ConsistentRead });
      const [now, later] = [Keys.slice(0, answered), Keys.slice(answered)];
      const found = now.filter(({ sk }) => sk?.S !== `${gone}`);
      const output: BatchGetItemCommandOutput = {
        $metadata: {},
        Responses: found.length > 0 ? { [table]: found } : {},
        UnprocessedKeys: later.length > 0 ? { [table]: { Keys: later } } : {},
      };
      return { response: undefined, output };
    },
    { step: 'initialize', name: 'answer' },
  );
  return { client, asked };
}

describe('items by their keys', () => {
  it.each([
    { keys: 1, answered: 100, calls: [1] },
    { keys: 100, answered: 100, calls: [100] },
    { keys: 101, answered: 100, calls: [100, 1] },
    { keys: 250, answered: 100, calls: [100, 100, 50] },
    { keys: 130, answered: 60, calls: [100, 70, 10] },
  ])('are all found, of $keys where $answered are answered at once', async ({ keys, answered, calls }) => {
    const { client, asked } = clientOf(answered);
    const items = await batchGet(client, table, keysUpTo(keys));
    expect(items.map(({ sk }) => Number(sk)).sort((one, other) => one - other)).toEqual(
      keysUpTo(keys).map(({ sk }) => Number(sk)),
    );
    expect(asked.map((call) => call.keys)).toEqual(calls);
  });

  it('are none under keys without one, and nothing is asked where there is no key', async () => {
    const { client, asked } = clientOf(1, 0);
    expect(await batchGet(client, table, keysUpTo(1))).toEqual([]);
    expect(await batchGet(client, table, keysUpTo(3))).toEqual([
      { pk: 'products', sk: '1' },
      { pk: 'products', sk: '2' },
    ]);
    expect(asked).toHaveLength(4);
    expect(await batchGet(client, table, [])).toEqual([]);
    expect(asked).toHaveLength(4);
  });

  it('may be a moment behind, at half the price, unless the last word is asked for', async () => {
    const { client, asked } = clientOf(100);
    await batchGet(client, table, keysUpTo(1));
    await batchGet(client, table, keysUpTo(1), { consistent: true });
    expect(asked.map(({ consistent }) => consistent)).toEqual([false, true]);
  });

  it('are waited for no longer than the caller has time', async () => {
    const { client } = unreachableStores.events;
    const read = (signal?: AbortSignal) =>
      batchGet(client, table, keysUpTo(1), { ...(signal && { signal }) });
    await expect(read(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    await expect(read()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
