/** Nobody reads standard output any more, such as `head` that has seen enough. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** Standard output did not take what was written, such as a file on a full disk. */
export class OutputFailedError extends Error {
  override readonly name = 'OutputFailedError';
}

export interface StandardOutput {
  /**
   * Writes text. Once writing has failed it throws, so that a command can put away what it holds, where
   * Node.js by itself would end the process on the spot.
   * @throws {OutputClosedError | OutputFailedError}
   */
  readonly write: (text: string) => void;
  /**
   * Waits until all of it is out of the process.
   * @throws {OutputClosedError | OutputFailedError} where some of it is lost
   */
  readonly finish: () => Promise<void>;
  /** Given as soon as writing has failed. */
  readonly failed: AbortSignal;
}

export function standardOutput(output: NodeJS.WritableStream = process.stdout): StandardOutput {
  const failing = new AbortController();
  let failure: Error | undefined;
  output.on('error', (error: NodeJS.ErrnoException) => {
    failure ??= failureOf(error);
    failing.abort();
  });
  return {
    write: (text) => {
      if (failure !== undefined) throw failure;
      output.write(text);
    },
    finish: async () => {
      // Node.js tells of a failed write only after the call that made it.
      if (failure === undefined)
        await new Promise((resolve) => output.write('', () => setImmediate(resolve)));
      if (failure !== undefined) throw failure;
    },
    failed: failing.signal,
  };
}

function failureOf(cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'EPIPE' || cause.code === 'ERR_STREAM_DESTROYED') {
    return new OutputClosedError('standard output is closed', { cause });
  }
  return new OutputFailedError(cause.message, { cause });
}
