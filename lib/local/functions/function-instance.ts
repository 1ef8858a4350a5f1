import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionError } from './function-error.ts';
import type { Invocation, Outcome, RuntimeData } from './runtime-messages.ts';
import { runtimeSource } from './runtime-source.ts';

export interface FunctionInstance {
  /**
   * Hands over one event; the next only once this one is done.
   * @throws {FunctionError} what the handler threw, or that the instance ended
   */
  invoke(event: unknown): Promise<unknown>;
  terminate(): Promise<void>;
  /** False once the thread has ended, or was told to. */
  readonly alive: boolean;
}

/**
 * Starts a function in a thread of its own: own modules, own `process.env`, heap bounded as configured.
 * @param onLine gets each line the function prints
 * @throws {FunctionError} where the bundle cannot be loaded
 */
export async function startInstance(
  definition: FunctionDefinition,
  environment: Readonly<Record<string, string>>,
  onLine: (line: string) => void,
): Promise<FunctionInstance> {
  const { name, handler, memoryMegabytes, timeoutSeconds } = definition;
  const workerData: RuntimeData = {
    file: pathToFileURL(handler.file).href,
    exportName: handler.exportName,
    functionName: name,
  };
  const worker = new Worker(await runtimeSource(), {
    workerData,
    env: { ...environment },
    // The launcher's own flags, such as a TypeScript loader, do not exist in Lambda.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes },
    stdout: true,
    stderr: true,
  });
  for (const stream of [worker.stdout, worker.stderr]) createInterface(stream).on('line', onLine);

  let alive = true;
  let waiting: { resolve(outcome: Outcome): void; reject(error: FunctionError): void } | undefined;
  const nextMessage = () =>
    new Promise<Outcome>((resolve, reject) => {
      waiting = { resolve, reject };
    });
  const end = (error: FunctionError) => {
    alive = false;
    waiting?.reject(error);
  };
  worker.on('message', (outcome: Outcome) => waiting?.resolve(outcome));
  worker.on('error', (error) => end(asFunctionError(error)));
  worker.on('exit', () => end(new FunctionError('Runtime.ExitError', 'the runtime exited')));
  await nextMessage();

  return {
    get alive() {
      return alive;
    },
    async invoke(event) {
      const invocation: Invocation = {
        requestId: randomUUID(),
        payload: JSON.stringify(event),
        deadline: Date.now() + timeoutSeconds * 1000,
      };
      const outcome = nextMessage();
      worker.postMessage(invocation);
      return answerIn(await outcome);
    },
    async terminate() {
      alive = false;
      await worker.terminate();
    },
  };
}

/** Bytes of an answer that Lambda takes (Lambda quotas, "Invocation payload"). */
const largestAnswer = 6_291_556;

function answerIn(outcome: Outcome): unknown {
  if ('payload' in outcome) {
    const bytes = Buffer.byteLength(outcome.payload);
    if (bytes <= largestAnswer) return JSON.parse(outcome.payload);
    throw new FunctionError(
      'Function.ResponseSizeTooLarge',
      `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${largestAnswer} bytes).`,
    );
  }
  const error = new FunctionError(outcome.errorType, outcome.errorMessage);
  if (outcome.stack !== undefined) error.stack = outcome.stack;
  throw error;
}

function asFunctionError(error: unknown): FunctionError {
  return error instanceof Error
    ? new FunctionError(error.name, error.message, { cause: error })
    : new FunctionError('Runtime.Unknown', String(error));
}
