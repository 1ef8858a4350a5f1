import { recordOf } from '../model/record-of.ts';

/** The settings of a function are wrong. The message lists everything that is, and no values. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** A function's environment variables: the list in its code is the one the stack fills. */
export type Environment<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Reads the variables a function declares.
 * @throws {ConfigurationError} naming every variable that is missing or empty
 */
export function readEnvironment<Name extends string>(
  names: readonly Name[],
  source: Readonly<Record<string, string | undefined>> = process.env,
): Environment<Name> {
  const environment = recordOf(names, (name) => source[name] ?? '');
  const missing = names.filter((name) => environment[name] === '');
  if (missing.length > 0)
    throw new ConfigurationError(`missing environment variables: ${missing.join(', ')}`);
  return environment;
}
