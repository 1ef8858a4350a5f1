import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { countedBy } from '../../../../functions/model/counted-by.ts';
import { eventOrder } from '../../../../functions/model/event-order.ts';
import type { WeixinEvent } from '../../../../functions/model/event-types.ts';
import { accountPartition, productPartition } from '../../../../functions/model/insights-table.ts';
import { channelDigest } from '../../../../functions/model/unnamed-channels.ts';
import type { Deadline } from '../../../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../../../functions/workers/engine/channel-memory.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import type { Task } from '../../../../functions/workers/engine/task.ts';
import { noteUnnamedChannels } from '../../../../functions/workers/engine/unnamed-channels.ts';
import {
  channelPartitions,
  channelsOf,
  writeChannels,
} from '../../../../functions/workers/engine/write-channels.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { unreachableStores } from '../../../support/unreachable-aws.ts';

const { signal } = new AbortController();
const noEnd: Deadline = { signal, check() {} };
const nowhere = storesOn(unreachableStores.events.client, {
  EVENTS_TABLE: 'Events',
  INSIGHTS_TABLE: 'Insights',
});

// What is not answered is asked for ten times, which are ten pauses.
beforeEach(() => vi.spyOn(Math, 'random').mockReturnValue(0));
afterEach(() => vi.restoreAllMocks());

function taskOf(event: WeixinEvent): Task {
  const order = eventOrder(event);
  const counted = countedBy(event, 'UTC');
  return { event, order, messageIds: [order], day: '2015-07-30', counted, visits: false, facts: [] };
}

const opened = (ExtInfo: string) => taskOf(sampleEvent('user_scan_product', { ExtInfo }));
const partition = productPartition(sampleEvent('user_scan_product'));
const wasWritten = { code: 'ECONNREFUSED' };

function memoryOf(named: readonly string[], unnamedDigests: readonly string[] = []): ChannelMemory {
  const memory = new ChannelMemory();
  memory.remember(partition, { named, unnamedDigests });
  return memory;
}

describe('the channel of an event', () => {
  const memory = memoryOf(['poster', 'shelf']);
  memory.remember(accountPartition, { named: ['shelf'] });

  it.each([
    ['shelf', { ofProduct: 1, ofAccount: 0 }],
    ['poster', { ofProduct: 0, ofAccount: 'others' }],
    ['a code of its own', { ofProduct: 'others', ofAccount: 'others' }],
    ['', { ofProduct: 'none', ofAccount: 'none' }],
  ])('with the ExtInfo "%s" is its place in the lists', (extInfo, channels) => {
    expect(channelsOf(opened(extInfo), memory)).toEqual(channels);
  });

  it.each([
    ['has no product', sampleEvent('unsubscribe')],
    ['has no number', sampleEvent('user_scan_product_verify_action')],
  ])('is none where it %s', (_what, event) => {
    expect(channelsOf(taskOf(event), memory)).toBeUndefined();
    expect(channelPartitions(taskOf(event))).toEqual([]);
  });

  it('is listed for its product and for the account, unless there is no ExtInfo', () => {
    expect(channelPartitions(opened('shelf'))).toEqual([accountPartition, partition]);
    expect(channelPartitions(opened(''))).toEqual([]);
  });
});

describe('the ExtInfo of a product', () => {
  const full = Array.from({ length: 100 }, (_none, n) => `poster ${n}`);
  const write = (extInfos: readonly string[], memory: ChannelMemory) =>
    writeChannels(partition, extInfos, memory, nowhere, noEnd);

  it('are not written where the worker remembers them, nor where there is none', async () => {
    await write(['poster 7', '', 'poster 99'], memoryOf(full));
    await write(['poster'], memoryOf(['poster']));
  });

  it('are not written where the list is full and their digest is remembered', async () => {
    await write(['beyond'], memoryOf(full, [channelDigest('beyond')]));
  });

  it.each([
    ['that is new is', ['new'], memoryOf(['poster'])],
    ['that is new is, where there is a place left', ['new'], memoryOf(full.slice(1))],
    ['beyond the list is, by its digest', ['new'], memoryOf(full)],
  ])('%s written', async (_which, extInfos, memory) => {
    await expect(write(extInfos, memory)).rejects.toMatchObject(wasWritten);
  });
});

describe('the digests of ExtInfo without a name', () => {
  const note = (digests: readonly string[]) =>
    noteUnnamedChannels(partition, ['beyond'], memoryOf([], digests), nowhere, noEnd);
  const digests = (count: number, digest: string) => Array.from({ length: count }, () => digest);
  const own = channelDigest('beyond');
  // In hexadecimal digits, `0` is before all of them and `~` behind.
  const [before, behind] = ['0', '~'];

  it('are as many as are kept: one behind the last of these is not written', async () => {
    expect(own > before && own < behind).toBe(true);
    await note(digests(256, before));
  });

  it.each([
    ['one in front of the last', digests(256, behind)],
    ['one behind them all, while there is room', digests(255, before)],
  ])('are written with %s', async (_which, known) => {
    await expect(note(known)).rejects.toMatchObject(wasWritten);
  });
});
