import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { localAwsAccount } from '../../lib/local/account.ts';
import { administrator } from '../../lib/local/aws/authorizer.ts';
import type { LoopbackServer } from '../../lib/local/loopback-server.ts';
import { eventPush, rawPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { serveCloudFormation } from '../support/cloudformation.ts';
import { productsCounted } from '../support/counted.ts';
import { type LocalReceiver, startLocalReceiver } from '../support/local-receiver.ts';
import { npmScript } from '../support/npm-script.ts';
import { patience } from '../support/patience.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const stack = 'WeixinProductEvents-Shop';
const product = { KeyStandard: 'ean13', KeyStr: '0012345678905' };

let receiver: LocalReceiver;
let cloudFormation: LoopbackServer;

/** The caller's AWS credentials, and in place of AWS's addresses those of the local services. */
function callersAws() {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: administrator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: administrator.secretAccessKey,
    // As the AWS CLI and the CDK read it; the SDK knows the other one only.
    AWS_REGION: '',
    AWS_DEFAULT_REGION: localAwsAccount.region,
    AWS_ENDPOINT_URL: receiver.run.awsEndpoint,
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.origin,
    // Without --stack a command would look here, and find nothing.
    LOCAL_RUNS: '/nonexistent',
  };
}

beforeAll(async () => {
  receiver = await startLocalReceiver();
  cloudFormation = await serveCloudFormation(stack, receiver.run.outputs);
  await receiver.pushUntilAnswered(eventPush(sampleEvent('user_scan_product', product)));
  await receiver.pushUntilAnswered(
    rawPush('<xml><MsgType>event</MsgType><Event>user_scan_product</Event></xml>'),
  );
  await productsCounted(receiver.runFile, 1);
});

afterAll(async () => {
  await cloudFormation.close();
  await receiver.stop();
});

function run(command: string, ...args: readonly string[]) {
  const { program, args: options } = npmScript(command);
  return new Promise<{ exitCode: number | null; output: string; errors: string }>((resolve) => {
    const child = execFile(
      program,
      [...options, ...args],
      { cwd: root, env: callersAws() },
      (_error, output, errors) => resolve({ exitCode: child.exitCode, output, errors }),
    );
  });
}

describe('with --stack, a command finds a deployed stack by its outputs', () => {
  it('report reads its tables', async () => {
    const ended = await run('report', 'product', 'ean13', product.KeyStr, '--json', '--stack', stack);
    expect(ended).toMatchObject({ exitCode: 0, errors: '' });
    expect(JSON.parse(ended.output)).toMatchObject({
      product: { keyStr: product.KeyStr },
      totals: { opened: 1 },
    });
  });

  it('dlq looks into its queues', async () => {
    const ended = await run('dlq', 'peek', 'quarantine', '--stack', stack);
    expect(ended).toMatchObject({ exitCode: 0, errors: '' });
    expect(ended.output).toMatch(/^1 message$/m);
  });

  it('rotate changes its secrets', async () => {
    const ended = await run('rotate', 'token', '--stack', stack);
    expect(ended).toMatchObject({ exitCode: 0, errors: '' });
    expect(ended.output).toContain(`npm run rotate -- token --stack ${stack} --finish`);
    const soon = await run('rotate', 'token', '--finish', '--stack', stack);
    expect(soon).toMatchObject({ exitCode: 1, output: '' });
    expect(soon.errors).toMatch(/^The rotation began at /);
    expect((await run('rotate', 'token', '--finish', '--force', '--stack', stack)).exitCode).toBe(0);
  });

  it('console serves it until npm is told to stop', async () => {
    const args = ['run', '--silent', 'console', '--', '--stack', stack, '--port', '0'];
    const npm = spawn('npm', args, { cwd: root, env: callersAws() });
    const printed = await firstLine(npm);
    const origin = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0] ?? '';
    expect(await (await fetch(`${origin}/api/products`)).json()).toMatchObject({
      products: [{ product: { keyStr: product.KeyStr } }],
    });
    npm.kill('SIGTERM');
    await vi.waitFor(() => expect(fetch(origin)).rejects.toThrow(), patience);
  });

  it('says in one sentence that there is none of that name, and which there are', async () => {
    const ended = await run('report', 'products', '--stack', 'Other');
    expect(ended).toEqual({
      exitCode: 1,
      output: '',
      errors: `There is no stack Other in ${localAwsAccount.region}. The receivers there: ${stack}.\n`,
    });
  });
});

async function firstLine({ stdout, stderr }: ChildProcess): Promise<string> {
  let errors = '';
  stderr?.on('data', (text) => {
    errors += text;
  });
  if (stdout === null) throw new Error('nobody listens');
  const [line] = await Promise.race([
    once(stdout, 'data'),
    once(stdout, 'end').then(() => {
      throw new Error(`it ended: ${errors}`);
    }),
  ]);
  return String(line);
}
