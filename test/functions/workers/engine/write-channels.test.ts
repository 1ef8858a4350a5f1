import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChannels } from '../../../../functions/insights/channels.ts';
import {
  accountPartition,
  channelList,
  channelsKept,
  channelsKey,
  digestsKept,
  unnamedChannelsKey,
  unnamedDigests,
} from '../../../../functions/model/insights-table.ts';
import { channelDigest } from '../../../../functions/model/unnamed-channels.ts';
import { noDeadline } from '../../../../functions/runtime/deadline.ts';
import { ChannelMemory } from '../../../../functions/workers/engine/channel-memory.ts';
import { storesOn } from '../../../../functions/workers/engine/stores.ts';
import { writeChannels } from '../../../../functions/workers/engine/write-channels.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { clientWith } from '../../../support/client-with.ts';
import { refusal } from '../../../support/refusal.ts';
import { freshStores, type Stores } from '../../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../../support/workers.ts';

const denied = refusal('AccessDeniedException');

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

/** Writes ExtInfo of a partition as a worker that remembers nothing of it; gives what it remembers then. */
async function written(partition: string, extInfos: readonly string[], memory = new ChannelMemory()) {
  const tables = { EVENTS_TABLE: stores.eventsTable, INSIGHTS_TABLE: stores.insightsTable };
  await writeChannels(partition, extInfos, memory, storesOn(stores.dynamodb, tables), noDeadline());
  return memory.of(partition).named;
}

describe('a worker that remembers an older list of ExtInfo', () => {
  test('leaves one the place that another worker gave it, and remembers the others', async () => {
    expect(await written('known', ['poster', 'shelf'])).toEqual(['poster', 'shelf']);
    expect(await written('known', ['shelf'])).toEqual(['poster', 'shelf']);
    expect(await readChannels(stores, 'known')).toMatchObject({
      named: ['poster', 'shelf'],
      unnamed: { count: 0 },
    });
  });

  test('notes by its digest what finds the list full', async () => {
    const full = Array.from({ length: channelsKept }, (_none, n) => `poster ${n}`);
    const Item = marshall({ ...channelsKey('full'), [channelList]: full });
    await stores.dynamodb.send(new PutItemCommand({ TableName: stores.insightsTable, Item }));
    expect(await written('full', ['beyond'])).toEqual(full);
    expect(await readChannels(stores, 'full')).toMatchObject({ named: full, unnamed: { count: 1 } });
  });
});

test('of more ExtInfo without a name than are kept the smallest digests stay, and are remembered', async () => {
  const many = Array.from({ length: digestsKept + 20 }, (_none, n) => `code ${n}`);
  const smallest = many.map(channelDigest).sort().slice(0, digestsKept);
  const named = Array.from({ length: channelsKept }, (_none, n) => `poster ${n}`);
  const memory = new ChannelMemory();
  memory.remember('crowded', { named });
  for (const some of [many.slice(0, 200), many.slice(100)]) await written('crowded', some, memory);

  const Key = marshall(unnamedChannelsKey('crowded'));
  const command = new GetItemCommand({ TableName: stores.insightsTable, Key });
  const { [unnamedDigests]: stored } = (await stores.dynamodb.send(command)).Item ?? {};
  expect(stored?.SS?.sort()).toEqual(smallest);
  expect(memory.of('crowded')).toEqual({ named, unnamedDigests: smallest });
});

test('an event whose ExtInfo cannot be listed is given back alone, and its ExtInfo is nowhere noted', async () => {
  const listsOfTheAccount = clientWith(stores.dynamodb, {
    before: (command) => {
      if (!(command instanceof UpdateItemCommand)) return;
      const { Key, UpdateExpression } = command.input;
      if (Key?.pk?.S === accountPartition && UpdateExpression?.includes('list_append')) throw denied;
    },
  });
  const [listed, unlisted] = ['', 'unlisted'].map((ExtInfo) =>
    messageOf(sampleEvent('user_scan_product', { ExtInfo })),
  );
  if (listed === undefined || unlisted === undefined) throw new Error('no messages');
  const { counted, failures } = await workers.user_scan_product(
    [listed, unlisted],
    workplaceAt(listsOfTheAccount, stores),
  );
  expect(counted).toBe(1);
  expect(failures).toMatchObject([{ messageIds: [unlisted.messageId], error: denied }]);
  expect(await readChannels(stores, accountPartition)).toMatchObject({ named: [], unnamed: { count: 0 } });
});
