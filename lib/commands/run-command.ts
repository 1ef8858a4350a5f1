import { type Command, CommanderError } from 'commander';
import { awsAdvice } from '../target/aws-advice.ts';
import type { Spoken } from '../wording/language.ts';
import { SpokenError } from '../wording/spoken-error.ts';
import { checkDashes } from './forgotten-dashes.ts';
import { OutputClosedError, OutputFailedError } from './standard-output.ts';
import type { Surroundings } from './surroundings.ts';
import { WrongUseError } from './wrong-use.ts';

/** What a command ends with. */
export const exitCodes = { done: 0, notDone: 1, wrongUse: 2 } as const;

/**
 * Carries out a command with the arguments behind its name and resolves to its exit code. The one place
 * where errors become sentences and exit codes; what it does not know is a fault of the command and thrown.
 */
export async function runCommand(
  program: Command,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { language = 'en', variables = {}, writeError } = surroundings;
  try {
    checkDashes(program, args, variables);
    await program.parseAsync(args, { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.wrongUse;
    // Whoever reads no further has seen enough.
    if (error instanceof OutputClosedError) return exitCodes.done;
    // The process tells of it at its end, also where only the last write failed.
    if (error instanceof OutputFailedError) return exitCodes.notDone;
    const said = explanationOf(error);
    if (said === undefined) throw error;
    writeError(`${said[language]}\n`);
    return error instanceof WrongUseError ? exitCodes.wrongUse : exitCodes.notDone;
  }
}

/** The sentence an error's user reads. */
function explanationOf(error: unknown): Spoken<string> | undefined {
  return error instanceof SpokenError ? error.said : awsAdvice(error);
}
