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

/**
 * Has a client say nothing to a logger. The SDK copies each answer for the logger, its sensitive parts hidden,
 * though none is set: three quarters of the processor time that reading a large answer takes.
 */
export function unlogged<Client extends Logging>(client: Client): Client {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}

/** A client of the AWS SDK, as far as its steps have names. */
interface Logging {
  readonly middlewareStack: { remove(name: string): boolean };
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
