import type { RunFile } from '../target/run-file.ts';

/** What the console looks at. */
export interface About {
  /** The deployed stack's name; without one it is the local run. */
  readonly stack?: string;
  /** Whose calendar days the statistics use. */
  readonly timeZone: string;
  /** Today there. */
  readonly today: string;
  /** Of a local run: what is entered in the Official Accounts Platform, and what makes `Try it` possible. */
  readonly weixin?: LocalWeixinAccount;
}

/** The simulated Official Account, and where its pushes go. */
export type LocalWeixinAccount = RunFile['weixin'] & Pick<RunFile, 'callbackUrl'>;
