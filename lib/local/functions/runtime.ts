/**
 * Lambda's Node.js runtime, as far as functions notice it: loads the handler, then handles one event at
 * a time. Runs in a worker thread, without its types: see runtime-source.ts.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Invocation, Outcome, RuntimeData } from './runtime-messages.ts';

type Handler = (event: unknown, context: object) => unknown;

const { file, exportName, functionName }: RuntimeData = workerData;
const module: Record<string, Handler | undefined> = await import(file);
const handler = module[exportName];
if (typeof handler !== 'function') throw new TypeError(`${exportName} is no function exported by ${file}`);

parentPort?.on('message', async (invocation: Invocation) => {
  parentPort?.postMessage(await handle(handler, invocation));
});
const loaded: Outcome = { payload: 'null' };
parentPort?.postMessage(loaded);

async function handle(handler: Handler, { requestId, payload, deadline }: Invocation): Promise<Outcome> {
  // The SDK passes it on with each call, which so says what invocation it belongs to.
  process.env._X_AMZN_TRACE_ID = traceId(requestId);
  const context = {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    return { payload: JSON.stringify((await handler(JSON.parse(payload), context)) ?? null) };
  } catch (error) {
    if (!(error instanceof Error)) return { errorType: 'string', errorMessage: String(error) };
    return { errorType: error.name, errorMessage: error.message, stack: error.stack };
  }
}

/** As X-Ray writes one: 8 and 24 hexadecimal digits. */
function traceId(requestId: string): string {
  const digits = requestId.replaceAll('-', '');
  return `Root=1-${digits.slice(0, 8)}-${digits.slice(8)}`;
}
