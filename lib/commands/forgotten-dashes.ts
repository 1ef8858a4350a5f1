import type { Command } from 'commander';
import { inEach } from '../wording/language.ts';
import { shellTexts } from '../wording/shell.ts';
import { WrongUseError } from './wrong-use.ts';

/**
 * Without `--` in front of them npm keeps options for itself, and the command would do something else than
 * was asked for: begin a rotation instead of finishing one, read the local run instead of a stack. npm leaves
 * what it took in the environment, under `npm_config_`.
 * @throws {WrongUseError} where an option of the program is there and not among its arguments
 */
export function checkDashes(
  program: Command,
  args: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
): void {
  if (!/^run(-script)?$/.test(variables.npm_command ?? '')) return;
  const options = [program, ...program.commands].flatMap((command) => command.options);
  const names = new Set(options.map(({ long }) => long ?? ''));
  for (const name of names) {
    const given = args.some((arg) => arg === name || arg.startsWith(`${name}=`));
    if (given || !variables[npmVariable(name)]) continue;
    const script = variables.npm_lifecycle_event ?? '';
    throw new WrongUseError(inEach(shellTexts, (text) => text.npmTookOption(name, script)));
  }
}

/** `--dry-run` becomes `npm_config_dry_run`. */
function npmVariable(option: string): string {
  return `npm_config_${option.slice(2).toLowerCase().replaceAll('-', '_')}`;
}
