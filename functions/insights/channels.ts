import { channelList, channelsKey, unnamedChannelsKey, unnamedDigests } from '../model/insights-table.ts';
import { countUnnamed, type UnnamedChannels } from '../model/unnamed-channels.ts';
import { batchGet } from '../stores/batch-get.ts';
import type { StatisticsSource } from './source.ts';

/** What is known of the channels of a product, or of the account. */
export interface Channels {
  /** The ExtInfo that keep their name, by first appearance. */
  readonly named: readonly string[];
  readonly unnamed: UnnamedChannels;
}

/** @param partition the product's or the account's */
export async function readChannels(
  { dynamodb, insightsTable }: StatisticsSource,
  partition: string,
): Promise<Channels> {
  const keys = [channelsKey(partition), unnamedChannelsKey(partition)];
  const items = await batchGet(dynamodb, insightsTable, keys);
  const about = Object.assign({}, ...items);
  return { named: textsOf(about[channelList]), unnamed: countUnnamed(textsOf(about[unnamedDigests])) };
}

function textsOf(value: unknown): string[] {
  const values = value instanceof Set ? [...value] : Array.isArray(value) ? value : [];
  return values.filter((text) => typeof text === 'string');
}
