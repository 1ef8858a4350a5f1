/** The whole stack on this machine, as `npm start` runs it, on a free port and with tables of its own. */
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localAwsAccount } from '../../lib/local/account.ts';
import { administrator } from '../../lib/local/aws/authorizer.ts';
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../../lib/local/local-run.ts';
import { outputs } from '../../lib/target/outputs.ts';
import type { RunFile } from '../../lib/target/run-file.ts';
import type { WeixinAccount } from '../../lib/weixin/account.ts';
import { type Attempt, deliver } from '../../lib/weixin/deliver.ts';
import type { Push } from '../../lib/weixin/push.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { testAppId } from './account.ts';
import { openDatabase, sharedAssembly } from './engines.ts';

/** How often a push is repeated that nobody answers, each time for as long as Weixin waits. */
const mostPushes = 20;

export interface LocalReceiver {
  readonly run: LocalRun;
  readonly account: WeixinAccount;
  /** By which the commands find it. */
  readonly runFile: Omit<RunFile, 'pid'>;
  /** May do everything, as the commands may. */
  readonly sqs: SQSClient;
  readonly secretsManager: SecretsManagerClient;
  /** What failed meanwhile: invocations, pollers' calls, logs. */
  readonly failures: readonly unknown[];
  /** One attempt of a push, under the account's own secrets or others. */
  push(push: Push, account?: WeixinAccount): Promise<Attempt | undefined>;
  /**
   * The same until it is taken or refused, some times: on a busy machine an instance may take longer to start than Weixin waits,
   * and what is late is no answer to what a test asks.
   */
  pushUntilAnswered(push: Push, account?: WeixinAccount): Promise<Attempt>;
  stop(): Promise<void>;
}

export type LocalReceiverOptions = Partial<
  Pick<LocalRunOptions, 'assembly' | 'intercept' | 'onLine' | 'onMail' | 'fallback'>
> & {
  /** Settings of the stack, as `-c name=value` sets them. @default those of a bare deployment */
  readonly context?: Readonly<Record<string, string>>;
};

export async function startLocalReceiver({
  context,
  ...options
}: LocalReceiverOptions = {}): Promise<LocalReceiver> {
  const [assembly, database] = await Promise.all([sharedAssembly(context), openDatabase()]);
  const account = { appId: testAppId, token: 'localtoken', encodingAesKey: 'k'.repeat(43) };
  const failures: unknown[] = [];
  const run = await startLocalRun({
    assembly,
    database,
    secretValues: { TOKEN_SECRET_ARN: account.token, ENCODING_AES_KEY_SECRET_ARN: account.encodingAesKey },
    port: 0,
    onFailure: (error) => failures.push(error),
    ...options,
  });
  const { awsEndpoint: endpoint } = run;
  const runFile: LocalReceiver['runFile'] = {
    callbackUrl: run.outputs[outputs.callbackUrl] ?? '',
    region: localAwsAccount.region,
    endpoints: {
      dynamodb: endpoint,
      sqs: endpoint,
      secretsManager: endpoint,
      lambda: run.lambdaEndpoint,
    },
    credentials: administrator,
    outputs: run.outputs,
    weixin: { ...account, encryption: 'required' },
  };
  const client = { region: localAwsAccount.region, endpoint, credentials: administrator };
  const [sqs, secretsManager] = [new SQSClient(client), new SecretsManagerClient(client)];
  const push = async (pushed: Push, signer: WeixinAccount = account) => {
    const sign = () => signedPush(runFile.callbackUrl, pushed, signer);
    return (await deliver(sign, { retries: 0 })).at(-1);
  };
  return {
    run,
    account,
    runFile,
    sqs,
    secretsManager,
    failures,
    push,
    pushUntilAnswered: async (pushed, signer) => {
      for (let pushes = 0; pushes < mostPushes; pushes += 1) {
        const attempt = await push(pushed, signer);
        if (attempt?.outcome === 'answered' && attempt.status < 500) return attempt;
      }
      throw new Error(`not answered after ${mostPushes} pushes`);
    },
    stop: async () => {
      sqs.destroy();
      secretsManager.destroy();
      await run.stop();
      await database.close();
    },
  };
}
