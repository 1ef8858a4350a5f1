/** Nobody reads standard output any more, such as `head` that has seen enough. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/**
 * Writes to standard output. Once its reader has gone writing throws, so that a command can put away what
 * it holds, where Node.js by itself would end the process on the spot.
 * @throws {OutputClosedError}
 */
export function standardOutput(output: NodeJS.WritableStream = process.stdout): (text: string) => void {
  let closed: Error | undefined;
  output.on('error', (error) => {
    closed = error;
  });
  return (text) => {
    if (closed !== undefined) throw new OutputClosedError('standard output is closed', { cause: closed });
    output.write(text);
  };
}
