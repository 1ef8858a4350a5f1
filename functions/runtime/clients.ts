import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Limits of one AWS call: Weixin waits five seconds for the whole answer, so a call that hangs has to
 * fail while there is time for the other way out.
 */
export function quickCalls() {
  return limited(300, 800);
}

/**
 * Limits of one AWS call of a function in the background, which has time for a slow one but not for one
 * that hangs.
 */
export function patientCalls() {
  return limited(1000, 3000);
}

/** Both in milliseconds. `requestTimeout` alone would only log. */
function limited(connectionTimeout: number, requestTimeout: number) {
  return {
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({ connectionTimeout, requestTimeout, throwOnRequestTimeout: true }),
  };
}
