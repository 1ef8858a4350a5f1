import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { digestsKept, unnamedChannelsKey, unnamedDigests } from '../../model/insights-table.ts';
import { channelDigest } from '../../model/unnamed-channels.ts';
import type { Deadline } from '../../runtime/deadline.ts';
import type { ChannelMemory } from './channel-memory.ts';
import { persist } from './persist.ts';
import type { WorkerStores } from './stores.ts';

/**
 * Notes ExtInfo that keep no name, so that it can be said how many there are: of all their digests the
 * smallest stay, whatever the order they came in. One that is taken out has that many in front of it, now and
 * for good. What would change nothing is not written, so a product with a code for each item costs a few
 * hundred writes in all.
 * @throws what `persist` throws
 */
export async function noteUnnamedChannels(
  partition: string,
  extInfos: readonly string[],
  memory: ChannelMemory,
  stores: WorkerStores,
  deadline: Deadline,
): Promise<void> {
  const known = memory.of(partition).unnamedDigests;
  const added = extInfos.map(channelDigest).filter((digest) => !isCovered(digest, known));
  if (added.length === 0) return;
  let kept = await change('ADD', partition, added, stores, deadline);
  const surplus = kept.slice(digestsKept);
  if (surplus.length > 0) kept = await change('DELETE', partition, surplus, stores, deadline);
  memory.remember(partition, { unnamedDigests: kept });
}

function isCovered(digest: string, known: readonly string[]): boolean {
  const last = known[digestsKept - 1];
  return known.includes(digest) || (last !== undefined && digest > last);
}

async function change(
  clause: 'ADD' | 'DELETE',
  partition: string,
  digests: readonly string[],
  { dynamodb, insightsTable }: WorkerStores,
  deadline: Deadline,
): Promise<readonly string[]> {
  const command = new UpdateItemCommand({
    TableName: insightsTable,
    Key: marshall(unnamedChannelsKey(partition)),
    UpdateExpression: `${clause} ${unnamedDigests} :digests`,
    ExpressionAttributeValues: { ':digests': { SS: [...new Set(digests)] } },
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await persist(deadline, (abortSignal) => dynamodb.send(command, { abortSignal }));
  return (Attributes?.[unnamedDigests]?.SS ?? []).sort();
}
