import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { receiverMetrics } from '../model/metric-names.ts';
import { quickCalls, unlogged } from '../runtime/clients.ts';
import { count } from '../runtime/embedded-metrics.ts';
import { readEnvironment } from '../runtime/environment.ts';
import { asError, errorName, logger, startInvocation } from '../runtime/telemetry.ts';
import { openStores } from '../stores/stores.ts';
import { NotTakenError } from './accept/accept.ts';
import { startDeadlines } from './accept/push-deadlines.ts';
import { callbackVariables } from './environment.ts';
import { Forwarder, PushAgainError } from './forward/forwarder.ts';
import { readForwardSettings } from './forward/settings.ts';
import { PushLog } from './push-log.ts';
import { type Receiver, type Reply, receive } from './receive.ts';
import { BodyTooLargeError, RefusedError, readRequest } from './request.ts';
import { readCallbackSettings } from './settings.ts';
import { WeixinKeyring } from './verify/weixin-keys.ts';
import { warmUp } from './warm-up.ts';

let receiver: Receiver | undefined;

try {
  receiver = await openReceiver();
  await warmUp(receiver);
} catch {
  // Each push tries again, says so, and is answered 503.
}

/** Answers API Gateway: the one place where errors become statuses, none of which says why. */
export async function handler(
  event: APIGatewayProxyEventV2,
  context: Pick<Context, 'awsRequestId'>,
): Promise<APIGatewayProxyStructuredResultV2> {
  startInvocation(context);
  const log = new PushLog();
  // The answer carries the same id, as the header apigw-requestid.
  log.set({ requestId: event.requestContext.requestId });
  try {
    receiver ??= await openReceiver();
    const reply = await receive(receiver, readRequest(event), log, startDeadlines());
    log.write('info');
    return answer(200, reply);
  } catch (error) {
    return answer(reportFailure(error, log), '');
  }
}

async function openReceiver(): Promise<Receiver> {
  const environment = readEnvironment(callbackVariables);
  const settings = readCallbackSettings(environment);
  const secrets = new WeixinKeyring({
    client: unlogged(new SecretsManagerClient(quickCalls())),
    tokenSecretArn: environment.TOKEN_SECRET_ARN,
    encodingAesKeySecretArn: environment.ENCODING_AES_KEY_SECRET_ARN,
  });
  const forwarder = process.env.FORWARD_URL
    ? new Forwarder(await readForwardSettings(), settings.encryption)
    : undefined;
  return { settings, secrets, stores: openStores(environment), forwarder };
}

/** Tells the operator why a request got no 200; gives the status it gets. */
function reportFailure(error: unknown, log: PushLog): number {
  if (error instanceof RefusedError) {
    log.set({ outcome: 'refused', reason: error.message });
    count(receiverMetrics.refused);
    log.write('warn');
    return 403;
  }
  if (error instanceof BodyTooLargeError) {
    log.set({ outcome: 'tooLarge', reason: error.message });
    count(receiverMetrics.refused);
    log.write('warn');
    return 413;
  }
  if (error instanceof PushAgainError) {
    log.write('warn');
    return 503;
  }
  log.set({ outcome: 'notTaken', reason: errorName(error) });
  log.write('error');
  if (error instanceof NotTakenError) return 503;
  logger.error('push not taken', asError(error));
  return 503;
}

function answer(statusCode: number, reply: Reply): APIGatewayProxyStructuredResultV2 {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };
  if (typeof reply === 'string') return { statusCode, headers, body: reply };
  const { contentType = headers['content-type'], body } = reply;
  // In base64, so that API Gateway passes on the very bytes, whatever they are.
  return {
    statusCode,
    headers: { ...headers, 'content-type': contentType },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
}
