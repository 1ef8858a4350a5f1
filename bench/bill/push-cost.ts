import { fork } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { functionEnvironment } from '../../lib/local/functions/function-environment.ts';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import { bundle } from '../bundle.ts';
import type { Engines } from '../engines.ts';
import { account, callbackUrl } from '../push/account.ts';
import { itemSize } from '../workers/stored-items.ts';
import type { PushRun } from './push-run.ts';

/** What a first push of an opened page costs in the callback function. */
export interface PushCost extends PushRun {
  readonly writeUnits: number;
  readonly queueRequests: number;
  /** Bytes of the claim as stored, and of the message. */
  readonly claimBytes: number;
  readonly messageBytes: number;
}

const pushes = 350;
const bytesOfUnit = 1024;

export async function measurePush(engines: Engines): Promise<PushCost> {
  const { logicalId } = engines.functionNamed('callback');
  const calls: AwsCall[] = [];
  const run = await engines.startRun({
    intercept: (call, forward) => {
      if (call.accessKeyId === logicalId) calls.push(call);
      return forward();
    },
  });
  try {
    const callback = run.functions.all.find(({ definition }) => definition.logicalId === logicalId);
    if (callback === undefined) throw new Error('no callback function runs');
    const { file } = await bundle('bench/bill/push-run.ts');
    const { definition } = callback;
    const child = fork(file, [pathToFileURL(definition.handler.file).href], {
      env: { PATH: process.env.PATH ?? '', ...functionEnvironment(definition, run.awsEndpoint) },
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.send(events());
    const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`it ended with ${code}`)));
    const [measured]: PushRun[] = await Promise.race([once(child, 'message'), failed]);
    if (measured === undefined) throw new Error('nothing was measured');
    return { ...measured, ...costOf(calls) };
  } finally {
    await run.stop();
  }
}

function events(): object[] {
  return Array.from({ length: pushes }, (_none, place) => {
    const event = sampleEvent('user_scan_product', {
      FromUserName: `okkeXs1nI-xU4ql8-5BX${String(place).padStart(8, '0')}`,
    });
    return gatewayEvent(signedPush(callbackUrl, eventPush(event), account));
  });
}

function costOf(calls: readonly AwsCall[]): Omit<PushCost, keyof PushRun> {
  const put = parameters(calls, 'PutItem').Item as Record<string, AttributeValue>;
  const update = parameters(calls, 'UpdateItem').ExpressionAttributeValues as Record<string, AttributeValue>;
  const claimBytes = itemSize({ ...put, ...update });
  const writes = calls.filter(({ operation }) => ['PutItem', 'UpdateItem'].includes(operation)).length;
  const sends = calls.filter(({ operation }) => operation === 'SendMessage').length;
  return {
    writeUnits: (writes / pushes) * Math.ceil(claimBytes / bytesOfUnit),
    queueRequests: sends / pushes,
    claimBytes,
    messageBytes: Buffer.byteLength(String(parameters(calls, 'SendMessage').MessageBody)),
  };
}

function parameters(calls: readonly AwsCall[], operation: string): AwsCall['parameters'] {
  return calls.find((call) => call.operation === operation)?.parameters ?? {};
}
