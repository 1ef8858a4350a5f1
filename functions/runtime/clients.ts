import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Limits of one AWS call: Weixin waits five seconds for the whole answer, so a call that hangs has to
 * fail while there is time for the other way out. `requestTimeout` alone would only log.
 */
export function quickCalls() {
  return {
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({
      connectionTimeout: 300,
      requestTimeout: 800,
      throwOnRequestTimeout: true,
    }),
  };
}
