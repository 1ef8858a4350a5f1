/** What the processes of one run have to know. They get it through the environment: Stryker starts them. */
export interface RunSettings {
  /** The project's own folder, where they run in a copy of it. */
  readonly project: string;
  /** Files and folders whose tests are run. */
  readonly tests: readonly string[];
  /** Percent of the mutants that are tried, chosen by the seed. */
  readonly sample: number;
  readonly seed: number;
}

const variable = 'MUTANTS_RUN';

export function settingsVariable(settings: RunSettings): Readonly<Record<string, string>> {
  return { [variable]: JSON.stringify(settings) };
}

/** @throws where the process was not started by `npm run mutants` */
export function readRunSettings(): RunSettings {
  const text = process.env[variable];
  if (text === undefined) throw new Error(`${variable} is not set: use npm run mutants`);
  return JSON.parse(text);
}
