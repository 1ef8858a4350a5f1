import type { Share } from '../model/shares.ts';

/** What the page looks at, and who is looking. */
export interface InsightsAbout {
  /** The deployed stack's name; without one it is the local run. */
  readonly stack?: string;
  /** Whose calendar days the statistics use. */
  readonly timeZone: string;
  /** Today there. */
  readonly today: string;
  /** Of a page opened by a share link: whose it is, what it shows, until when. */
  readonly share?: Pick<Share, 'name' | 'scope' | 'validUntil'>;
}
