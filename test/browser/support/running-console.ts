/** A local run with its console, as `npm start` gives it, on a free port and with tables of its own. */
import type { ProductEvent } from '../../../functions/model/product-events.ts';
import { localConsole } from '../../../lib/console/local-console.ts';
import { localAccount } from '../../../lib/local/account.ts';
import { administrator } from '../../../lib/local/iam/authorizer.ts';
import { startLocalRun } from '../../../lib/local/local-run.ts';
import { outputs } from '../../../lib/outputs.ts';
import { findTarget, type Target } from '../../../lib/target.ts';
import { deliver, isAcknowledged } from '../../../lib/weixin/deliver.ts';
import { eventPush, type Push } from '../../../lib/weixin/push.ts';
import { signedPush } from '../../../lib/weixin/signed-push.ts';
import { testAppId } from '../../support/account.ts';
import { sharedEngines } from '../../support/engines.ts';
import { ownCredentials } from '../../support/stores.ts';

export interface RunningConsole {
  /** Such as `http://127.0.0.1:3000`. */
  readonly origin: string;
  readonly target: Target;
  /** The AWS calls made so far, such as `Query`. */
  readonly calls: readonly string[];
  /** Pushes events as Weixin does, and fails where one is not acknowledged. */
  push(...events: readonly ProductEvent[]): Promise<void>;
  /** Pushes anything, with a token of the caller's choice. */
  pushRaw(push: Push, token?: string): Promise<void>;
  stop(): Promise<void>;
}

const account = {
  appId: testAppId,
  token: 'consoletoken',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
} as const;
const pushesAtOnce = 4;

export async function startRunningConsole(): Promise<RunningConsole> {
  const { assembly, dynamodbEndpoint } = await sharedEngines();
  const errors: unknown[] = [];
  const page = localConsole((error) => errors.push(error));
  const calls: string[] = [];
  const run = await startLocalRun({
    assembly,
    dynamodbEndpoint,
    databaseAccessKeyId: ownCredentials().accessKeyId,
    secretValues: { TOKEN_SECRET_ARN: account.token, ENCODING_AES_KEY_SECRET_ARN: account.encodingAesKey },
    port: 0,
    intercept: (call, forward) => {
      calls.push(call.operation);
      return forward();
    },
    onLine: (_function, line) => page.readLine(line),
    onFailure: (error) => errors.push(error),
    fallback: page.listener,
  });
  const runFile = {
    callbackUrl: run.outputs[outputs.callbackUrl] ?? '',
    region: localAccount.region,
    endpoints: { dynamodb: run.awsEndpoint, sqs: run.awsEndpoint, secretsManager: run.awsEndpoint },
    credentials: administrator,
    outputs: run.outputs,
    weixin: { ...account, encryption: 'required' },
  } as const;
  const { callbackUrl } = runFile;
  const target = await findTarget(undefined, async () => runFile);
  await page.open(runFile);
  const pushOne = async (event: ProductEvent) => {
    const attempts = await deliver(() => signedPush(callbackUrl, eventPush(event), account), { retries: 20 });
    if (!isAcknowledged(attempts)) throw new Error(`not acknowledged: ${JSON.stringify(attempts)}`);
  };
  return {
    origin: run.origin,
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
      await run.stop();
      if (errors.length > 0) throw new AggregateError(errors, 'the run or its console failed');
    },
  };
}
