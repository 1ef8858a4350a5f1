import {
  type AttributeValue,
  ConditionalCheckFailedException,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import {
  accountPartition,
  channelList,
  channelsKept,
  channelsKey,
  productPartition,
} from '../../model/insights-table.ts';
import type { Channel } from '../../model/statistics.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import { batchGet } from '../../stores/batch-get.ts';
import type { ChannelMemory } from './channel-memory.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';
import type { Task } from './task.ts';
import { noteUnnamedChannels } from './unnamed-channels.ts';

/** Which of the product's channels an event is of, and which of the account's. */
export interface Channels {
  readonly ofProduct: Channel;
  readonly ofAccount: Channel;
}

/** The channels of an event whose ExtInfo was written; undefined where events of its type have none. */
export function channelsOf({ counted }: Task, memory: ChannelMemory): Channels | undefined {
  if (counted?.product === undefined || counted.channel === undefined) return undefined;
  return {
    ofProduct: channelOf(productPartition(counted.product), counted.channel, memory),
    ofAccount: channelOf(accountPartition, counted.channel, memory),
  };
}

/** Where the ExtInfo of an event is listed. */
export function channelPartitions({ counted }: Task): readonly string[] {
  if (counted?.product === undefined || !counted.channel) return [];
  return [accountPartition, productPartition(counted.product)];
}

/** Reads the channels of partitions that are not remembered yet. */
export async function recallChannels(
  partitions: readonly string[],
  memory: ChannelMemory,
  { dynamodb, insightsTable }: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const unknown = partitions.filter((partition) => !memory.has(partition));
  const items = await persist(deadline, (signal) =>
    batchGet(dynamodb, insightsTable, unknown.map(channelsKey), { signal }),
  );
  for (const item of items) memory.remember(String(item.pk), { named: textsOf(item[channelList]) });
}

/**
 * Makes sure that the first ExtInfo of a product, or of the account, have a place in its list, which stays
 * theirs for good; those beyond are noted by their digests.
 * @throws what `persist` throws
 */
export async function writeChannels(
  partition: string,
  extInfos: readonly string[],
  memory: ChannelMemory,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const beyond: string[] = [];
  for (const extInfo of new Set(extInfos)) {
    if (extInfo === '') continue;
    if (isUnknown(extInfo, memory.of(partition).named)) {
      memory.remember(partition, { named: await append(partition, extInfo, stores, deadline) });
    }
    if (!memory.of(partition).named.includes(extInfo)) beyond.push(extInfo);
  }
  await noteUnnamedChannels(partition, beyond, memory, stores, deadline);
}

function channelOf(partition: string, extInfo: string, memory: ChannelMemory): Channel {
  if (extInfo === '') return 'none';
  const place = memory.of(partition).named.indexOf(extInfo);
  return place === -1 ? 'others' : place;
}

function isUnknown(extInfo: string, named: readonly string[]): boolean {
  return named.length < channelsKept && !named.includes(extInfo);
}

/** Puts an ExtInfo at the end of the list unless it is there or the list is full; gives the list. */
async function append(
  partition: string,
  extInfo: string,
  { dynamodb, insightsTable }: WorkerStores,
  deadline: Deadline,
): Promise<readonly string[]> {
  const command = new UpdateItemCommand({
    TableName: insightsTable,
    Key: marshall(channelsKey(partition)),
    UpdateExpression: 'SET #list = list_append(if_not_exists(#list, :none), :one)',
    ConditionExpression:
      'attribute_not_exists(#list) OR (size(#list) < :most AND NOT contains(#list, :extInfo))',
    ExpressionAttributeNames: { '#list': channelList },
    ExpressionAttributeValues: marshall({
      ':none': [],
      ':one': [extInfo],
      ':extInfo': extInfo,
      ':most': channelsKept,
    }),
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await persist(deadline, (abortSignal) => dynamodb.send(command, { abortSignal }));
    return listIn(Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return listIn(error.Item);
    throw error;
  }
}

function listIn(item: Record<string, AttributeValue> = {}): readonly string[] {
  return textsOf(unmarshall(item)[channelList]);
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : [];
}
