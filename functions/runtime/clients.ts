import { NodeHttpHandler } from '@smithy/node-http-handler';

/**
 * Limits of one AWS call: Weixin waits five seconds for the whole answer, so a call that hangs has to
 * fail while there is time for the other way out.
 */
export function quickCalls() {
  // A sandbox is frozen between two pushes, and its idle connections die meanwhile: with one of them no call
  // is lost but one, and the second attempt opens another.
  return limited(300, 800, { maxFreeSockets: 1 });
}

/**
 * Limits of one AWS call of a function in the background, which has time for a slow one but not for one
 * that hangs. Its clients are to be given to `closeConnections` when a run ends.
 */
export function patientCalls() {
  return limited(1000, 3000);
}

/** Both in milliseconds. `requestTimeout` alone would only log. */
function limited(connectionTimeout: number, requestTimeout: number, agent = {}) {
  return {
    maxAttempts: 2,
    requestHandler: new NodeHttpHandler({
      connectionTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      httpsAgent: agent,
      httpAgent: agent,
    }),
  };
}

/** A client of the AWS SDK, as far as its connections go. */
interface Connected {
  readonly config: { readonly requestHandler: { destroy?(): void } };
}

/**
 * Closes what a run has opened: dozens of connections that would die while the sandbox is frozen, each of which
 * would cost the next run an attempt, and if nothing says that it is dead, the whole time of one. The clients
 * open new ones.
 */
export function closeConnections(...clients: readonly Connected[]): void {
  for (const { config } of clients) config.requestHandler.destroy?.();
}
