/** A local run with its console, as `npm start` gives it, on a free port and with tables of its own. */
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { localConsole } from '../../../lib/console/local-console.ts';
import type { CloudAssembly } from '../../../lib/local/template/cloud-assembly.ts';
import { type Target, targetOfRun } from '../../../lib/target/target.ts';
import type { WeixinAccount } from '../../../lib/weixin/account.ts';
import { deliver, isAcknowledged } from '../../../lib/weixin/deliver.ts';
import { eventPush, type Push } from '../../../lib/weixin/push.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { startLocalReceiver } from '../../support/local-receiver.ts';

export interface RunningConsole {
  /** Such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly account: WeixinAccount;
  readonly target: Target;
  /** The AWS calls made so far, such as `Query`. */
  readonly calls: readonly string[];
  /** Pushes events as Weixin does, and fails where one is not acknowledged. */
  push(...events: readonly WeixinEvent[]): Promise<void>;
  /** Pushes anything, with a token of the caller's choice. */
  pushRaw(push: Push, token?: string): Promise<void>;
  stop(): Promise<void>;
}

const pushesAtOnce = 4;

/** @param assembly the stack with settings of its own. @default the bare one */
export async function startRunningConsole(assembly?: CloudAssembly): Promise<RunningConsole> {
  const errors: unknown[] = [];
  const page = localConsole((error) => errors.push(error));
  const calls: string[] = [];
  const { account, runFile, run, failures, stop } = await startLocalReceiver({
    intercept: (call, forward) => {
      calls.push(call.operation);
      return forward();
    },
    onLine: (_function, line) => page.readLine(line),
    fallback: page.listener,
    ...(assembly && { assembly }),
  });
  const { callbackUrl } = runFile;
  const target = targetOfRun(runFile);
  await page.open(runFile);
  const pushOne = async (event: WeixinEvent) => {
    const attempts = await deliver(() => signedPush(callbackUrl, eventPush(event), account), { retries: 20 });
    if (!isAcknowledged(attempts)) throw new Error(`not acknowledged: ${JSON.stringify(attempts)}`);
  };
  return {
    origin: run.origin,
    account,
    target,
    calls,
    push: async (...events) => {
      const waiting = [...events];
      const pushAll = async () => {
        for (let event = waiting.shift(); event; event = waiting.shift()) await pushOne(event);
      };
      await Promise.all(Array.from({ length: pushesAtOnce }, pushAll));
    },
    pushRaw: async (push, token = account.token) => {
      await deliver(() => signedPush(callbackUrl, push, { ...account, token }));
    },
    stop: async () => {
      await page.close();
      target.close();
      await stop();
      if (errors.length + failures.length > 0) {
        throw new AggregateError([...errors, ...failures], 'the run or its console failed');
      }
    },
  };
}
