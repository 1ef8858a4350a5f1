import { expect, test } from 'vitest';
import { type Invocation, invocationsOf, mostAtOnce, repeat } from '../../bench/throughput/invocations.ts';
import type { RecordedCall } from '../../bench/throughput/recorded-calls.ts';

function call(operation: string, startedAt: number, endedAt: number, traceId?: string): RecordedCall {
  const made = { accessKeyId: 'Callback', service: 'dynamodb', parameters: {}, callId: operation } as const;
  return { ...made, operation, traceId, startedAt, endedAt, status: 200, received: 0 };
}

/** Repeats an invocation whose calls end when they are told to; gives what has begun, in order. */
function repeatByHand(invocation: Invocation) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const over = repeat(invocation, ({ operation }) => {
    begun.push(operation);
    return new Promise((resolve) => ends.set(operation, resolve));
  });
  const end = async (operation: string) => {
    ends.get(operation)?.();
    await settled();
  };
  return { begun, end, over };
}

/** Once every promise that can go on has done so. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('a call is made again once those have ended that had ended before it began, and no later', async () => {
  const read = call('BatchGetItem', 0, 10);
  const slow = call('UpdateItem', 11, 40);
  const quick = call('PutItem', 12, 20);
  const after = call('TransactWriteItems', 25, 50);
  const { begun, end, over } = repeatByHand([read, slow, quick, after]);

  await settled();
  expect(begun).toEqual(['BatchGetItem']);
  await end('BatchGetItem');
  expect(begun).toEqual(['BatchGetItem', 'UpdateItem', 'PutItem']);
  await end('PutItem');
  expect(begun).toEqual(['BatchGetItem', 'UpdateItem', 'PutItem', 'TransactWriteItems']);
  await end('UpdateItem');
  await end('TransactWriteItems');
  await over;
});

test('a call that fails in no expected way ends the repetition', async () => {
  const refused = repeat([call('PutItem', 0, 1), call('UpdateItem', 2, 3)], async () => {
    throw new Error('refused');
  });

  await expect(refused).rejects.toThrow('refused');
});

test('calls belong to the invocation they were made in, and pollers’ to none', () => {
  const [claim, other, confirm] = [
    call('PutItem', 0, 1, 'a'),
    call('PutItem', 1, 2, 'b'),
    call('UpdateItem', 2, 3, 'a'),
  ];

  expect(invocationsOf([claim, other, call('ReceiveMessage', 1, 3), confirm])).toEqual([
    [claim, confirm],
    [other],
  ]);
});

test('invocations are at once from the first call of each to its last', () => {
  const long = [call('PutItem', 0, 1), call('UpdateItem', 8, 9)];
  const within = [call('PutItem', 3, 4)];
  const later = [call('PutItem', 10, 11)];

  expect(mostAtOnce([long, within, later])).toBe(2);
});
