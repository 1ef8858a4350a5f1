import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSRecordAttributes } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import { ownerAttribute } from '../../../../functions/model/mark-keys.ts';
import { maxReceiveCount } from '../../../../functions/model/queue-message.ts';
import type { Deadline } from '../../../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../../../functions/workers/engine/channel-memory.ts';
import { noteLastErrors } from '../../../../functions/workers/engine/note-last-errors.ts';
import { processBatch } from '../../../../functions/workers/engine/process-batch.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import { contribution } from '../../../../functions/workers/user-scan-product.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { messageOf } from '../../../support/workers.ts';

const { signal } = new AbortController();
const deadline: Deadline = { signal, check() {} };
const event = sampleEvent('user_scan_product', { ExtInfo: 'poster' });

afterEach(() => vi.restoreAllMocks());

/** A DynamoDB that holds nothing but the mark of a dead worker, and takes everything; and how it is called. */
function emptyDynamodb() {
  const client = new DynamoDBClient({ region: 'us-east-1' });
  let isMarked = true;
  const send = vi.spyOn(client, 'send').mockImplementation(async (command: object) => {
    if (!isMarked || !(command instanceof UpdateItemCommand) || command.input.TableName !== 'Events')
      return {};
    isMarked = false;
    return { Attributes: { [ownerAttribute(eventOrder(event))]: { S: 'dead' } } };
  });
  const stores = storesOn(client, { EVENTS_TABLE: 'Events', INSIGHTS_TABLE: 'Insights' });
  const calls = () =>
    send.mock.calls.map(([command, options]) => ({ name: command.constructor.name, ...Object(options) }));
  return { stores, calls };
}

describe('no call outlasts the function', () => {
  it('of a worker that counts an event of another one, which died', async () => {
    const { stores, calls } = emptyDynamodb();
    const workplace = { timeZone: 'UTC', stores, memory: new ChannelMemory() };
    expect(await processBatch([messageOf(event)], contribution, workplace, deadline)).toMatchObject({
      counted: 1,
      failures: [],
    });
    expect(new Set(calls().map(({ name }) => name))).toEqual(
      new Set(['BatchGetItemCommand', 'UpdateItemCommand', 'PutItemCommand', 'TransactWriteItemsCommand']),
    );
    expect(new Set(calls().map(({ abortSignal }) => abortSignal))).toEqual(new Set([signal]));
  });

  it('of a worker that gives an event up', async () => {
    const { stores, calls } = emptyDynamodb();
    const attributes = { ApproximateReceiveCount: String(maxReceiveCount) } as SQSRecordAttributes;
    const failure = { event, messageIds: ['dying'], error: new Error('failed') };
    await noteLastErrors([{ messageId: 'dying', attributes }], [failure], stores, deadline);
    expect(calls()).toEqual([{ name: 'PutItemCommand', abortSignal: signal }]);
  });
});
