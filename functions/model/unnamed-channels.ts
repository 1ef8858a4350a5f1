import { digestsKept } from './insights-table.ts';
import { sha256 } from './key-text.ts';

const digestDigits = 12;

/** What is kept of an ExtInfo that keeps no name: 48 bits in hex, as if drawn at random. */
export function channelDigest(extInfo: string): string {
  return sha256(extInfo).slice(0, digestDigits);
}

/** How many different ExtInfo there are that keep no name. */
export interface UnnamedChannels {
  readonly count: number;
  /** Whether that is the number itself, or an estimate that is right to some 6 %. */
  readonly isExact: boolean;
}

/**
 * Counts different ExtInfo by the smallest of their digests (k minimum values: Bar-Yossef and others, 2002).
 * Digests are evenly spread, so where the kth of them stands tells how many there are.
 */
export function countUnnamed(digests: readonly string[]): UnnamedChannels {
  if (digests.length < digestsKept) return { count: digests.length, isExact: true };
  const kth = [...digests].sort()[digestsKept - 1] ?? '';
  const share = (Number.parseInt(kth, 16) + 1) / 16 ** digestDigits;
  return { count: Math.round((digestsKept - 1) / share), isExact: false };
}
