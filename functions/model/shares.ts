import type { InsightsKey } from './insights-table.ts';

/**
 * Share links in the Insights table, one item a link, all in one partition so that they can be listed:
 *
 *     pk        sk    item
 *     shares    ID    tokenHash, name, scope, createdAt, validUntil, lastUsedOn
 *
 * The token itself is nowhere but in the link.
 */
export const sharesPartition = 'shares';

export function shareKey(id: string): InsightsKey {
  return { pk: sharesPartition, sk: id };
}

/** What a link shows: numbers of the shop alone, or people as well. */
export const shareScopes = ['numbers', 'people'] as const;

export type ShareScope = (typeof shareScopes)[number];

/** A link, as far as anybody may see it. */
export interface Share {
  readonly id: string;
  /** Whom it was made for. */
  readonly name: string;
  readonly scope: ShareScope;
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601; from then on it opens nothing. */
  readonly validUntil: string;
  /** The calendar day it was last used on, in the statistics' time zone. */
  readonly lastUsedOn: string | null;
}
