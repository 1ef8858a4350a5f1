import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { Credentials } from '../account.ts';
import { type LoopbackServer, serveOnLoopback } from '../loopback-server.ts';
import { FunctionError } from './function-error.ts';
import type { LocalFunctions } from './local-functions.ts';

const invocation = /^\/2015-03-31\/functions\/(?<name>[^/]+)\/invocations$/;

/** Lambda's own API, as far as commands use it: `Invoke`, which waits for the answer. */
export async function startLambda(
  functions: LocalFunctions,
  { accessKeyId }: Credentials,
): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    const isKnown = request.headers.authorization?.includes(`Credential=${accessKeyId}/`);
    if (!isKnown) return refuse(response, 403, 'AccessDeniedException');
    const name = decodeURIComponent(invocation.exec(request.url ?? '')?.groups?.name ?? '');
    const called = functions.all.find(({ definition }) => definition.name === name);
    if (called === undefined) return refuse(response, 404, 'ResourceNotFoundException');
    try {
      answer(response, (await called.invoke(await eventOf(request))) ?? null);
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      response.setHeader('x-amz-function-error', 'Unhandled');
      answer(response, { errorType: error.errorType, errorMessage: error.message });
    }
  });
}

function eventOf(request: IncomingMessage): Promise<unknown> {
  return request.headers['content-length'] === '0' ? Promise.resolve({}) : json(request);
}

function answer(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ message: code }));
}
