import type { InsightsAbout } from '../../functions/reads/about.ts';
import type { RunFile } from '../target/run-file.ts';

/** What the console looks at. */
export interface About extends InsightsAbout {
  /** Whether whoever looks may give products names. @default they may not */
  readonly mayName?: boolean;
  /** Of a local run: what is entered in the Official Accounts Platform, and what makes `Try it` possible. */
  readonly weixin?: LocalWeixinAccount;
}

/** The simulated Official Account, and where its pushes go. */
export type LocalWeixinAccount = RunFile['weixin'] & Pick<RunFile, 'callbackUrl'>;
