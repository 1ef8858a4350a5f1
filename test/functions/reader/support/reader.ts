/** The reader as it is deployed: its bundle behind the template's routes, over a local run's own tables. */
import { createShare, type NewShare, revokeShare } from '../../../../functions/shares/shares.ts';
import { outputs } from '../../../../lib/target/outputs.ts';
import { findTarget, type Target } from '../../../../lib/target/target.ts';
import {
  type LocalReceiver,
  type LocalReceiverOptions,
  startLocalReceiver,
} from '../../../support/local-receiver.ts';

export interface RunningReader {
  readonly receiver: LocalReceiver;
  readonly target: Target;
  readonly origin: string;
  /** Such as `http://127.0.0.1:3000/console/`. */
  readonly consoleUrl: string;
  /** Makes a link, valid for an hour and for numbers unless said otherwise, and gives its token. */
  share(about?: Partial<NewShare>): Promise<{ readonly token: string; readonly id: string }>;
  revoke(id: string): Promise<void>;
  stop(): Promise<void>;
}

export const anHour = 60 * 60 * 1000;

export async function startReader(options: LocalReceiverOptions = {}): Promise<RunningReader> {
  const receiver = await startLocalReceiver({ context: { reader: 'true' }, ...options });
  const target = await findTarget(undefined, async () => [receiver.runFile]);
  return {
    receiver,
    target,
    origin: receiver.run.origin,
    consoleUrl: String(receiver.run.outputs[outputs.consoleUrl]),
    share: async (about = {}) => {
      const validUntil = new Date(Date.now() + anHour);
      const { token, share } = await createShare(target, {
        name: '店长',
        scope: 'numbers',
        validUntil,
        ...about,
      });
      return { token, id: share.id };
    },
    revoke: async (id) => {
      if (!(await revokeShare(target, id))) throw new Error(`no link ${id}`);
    },
    stop: async () => {
      target.close();
      await receiver.stop();
    },
  };
}
