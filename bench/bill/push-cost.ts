import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AwsCall } from '../../lib/local/iam/aws-call.ts';
import { eventPush } from '../../lib/weixin/push.ts';
import { sampleEvent } from '../../lib/weixin/samples.ts';
import { signedPush } from '../../lib/weixin/signed-push.ts';
import { gatewayEvent } from '../../test/functions/callback/gateway-event.ts';
import type { Engines } from '../engines.ts';
import { account, callbackUrl } from '../push/account.ts';
import { billedSize, itemSize } from '../workers/stored-items.ts';
import type { FunctionRun } from './function-run.ts';
import { functionOf, runFunction } from './run-function.ts';

/** What a first push of an opened page costs in the callback function. */
export interface PushCost extends Pick<FunctionRun, 'processing' | 'printed'> {
  readonly writeUnits: number;
  readonly queueRequests: number;
  /** Bytes of the claim, and of the claim as its storage is billed. */
  readonly claimBytes: number;
  readonly storedBytes: number;
  readonly messageBytes: number;
}

/** An instance serves thousands, and is slower at the first hundreds of them. */
const pushes = 2000;
export const notCounted = 500;
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
    const plan = { events: events(), notCounted };
    const { processing, printed, answers } = await runFunction(functionOf(run, 'callback'), run, plan);
    const refused = answers.filter((answer) => Object(answer).statusCode !== 200);
    if (refused.length > 0) throw new Error(`${refused.length} pushes were not taken`);
    return { processing, printed, ...costOf(calls) };
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

function costOf(calls: readonly AwsCall[]): Omit<PushCost, keyof FunctionRun> {
  const put = parameters(calls, 'PutItem').Item as Record<string, AttributeValue>;
  const update = parameters(calls, 'UpdateItem').ExpressionAttributeValues as Record<string, AttributeValue>;
  const claim = { ...put, ...update };
  const claimBytes = itemSize(claim);
  const writes = calls.filter(({ operation }) => ['PutItem', 'UpdateItem'].includes(operation)).length;
  const sends = calls.filter(({ operation }) => operation === 'SendMessage').length;
  return {
    writeUnits: (writes / pushes) * Math.ceil(claimBytes / bytesOfUnit),
    queueRequests: sends / pushes,
    claimBytes,
    storedBytes: billedSize(claim),
    messageBytes: Buffer.byteLength(String(parameters(calls, 'SendMessage').MessageBody)),
  };
}

function parameters(calls: readonly AwsCall[], operation: string): AwsCall['parameters'] {
  return calls.find((call) => call.operation === operation)?.parameters ?? {};
}
