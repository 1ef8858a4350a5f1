import { quietSdk } from '../local/quiet-sdk.ts';
import { languageOf } from '../wording/language.ts';
import { shellTexts } from '../wording/shell.ts';
import { exitCodes } from './run-command.ts';
import { OutputFailedError, type StandardOutput, standardOutput } from './standard-output.ts';
import type { Surroundings } from './surroundings.ts';

/** Columns of a terminal that does not say how many it has, and those below which nothing can be told. */
const [usualColumns, narrowest] = [100, 40];

type CommandIn<More> = (
  args: readonly string[],
  surroundings: Required<Surroundings> & More,
) => Promise<number>;

/**
 * Runs a command in this process, with its arguments, and sets the exit code.
 * @param more what it touches beside what all commands do
 */
export async function runInProcess<More extends object>(
  command: CommandIn<More>,
  more: (output: StandardOutput) => More,
): Promise<void> {
  Object.assign(process.env, quietSdk);
  const language = languageOf(process.env);
  const output = standardOutput();
  const writeError = (text: string) => process.stderr.write(text);
  // Where complaints cannot be written either, the exit code alone says it.
  process.stderr.on('error', () => undefined);
  process.exitCode = await command(process.argv.slice(2), {
    language,
    columns: terminalColumns(),
    variables: process.env,
    write: output.write,
    writeError,
    ...more(output),
  });
  await output.finish().catch((error: Error) => {
    if (!(error instanceof OutputFailedError)) return;
    writeError(`${shellTexts[language].outputFailed(error.message)}\n`);
    process.exitCode = exitCodes.notDone;
  });
}

/** As wide as the terminal, or as COLUMNS says of one that is not there, such as behind a pipe. */
function terminalColumns(): number {
  const columns = process.stdout.columns ?? Number(process.env.COLUMNS);
  return columns > 0 ? Math.max(columns, narrowest) : usualColumns;
}
