import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HandlerConfig } from '../../../functions/handlers/handle.ts';
import { dashedName, type EventName, eventNames } from '../../../functions/model/event-types.ts';
import { handlerNames } from '../../../functions/model/handler-queue.ts';
import { SettingsError } from '../settings.ts';
import { configProblems } from './handler-config.ts';

/** A file of handlers/ with what its config says. */
export interface HandlerFile {
  /** The file's name without its ending: an event's with dashes, or `all`. */
  readonly name: string;
  readonly file: string;
  /** The one type of event it gets; undefined for all of them. */
  readonly event: EventName | undefined;
  readonly config: HandlerConfig;
}

const configEnding = '.config.ts';

/**
 * Finds the merchant's handlers in a folder; none where there is no folder.
 * @throws {SettingsError} listing every file that is named after no event, and every config that is wrong
 */
export async function readHandlerFiles(folder: string): Promise<readonly HandlerFile[]> {
  const files = await filesOf(folder);
  const configs = files.filter((file) => file.endsWith(configEnding));
  const handlers = files.filter((file) => !configs.includes(file));
  const names = handlers.map((file) => basename(file, '.ts'));
  const problems = [
    ...names.filter((name) => !handlerNames.includes(name)).map((name) => misnamed(folder, name)),
    ...configs
      .filter((file) => !names.includes(basename(file, configEnding)))
      .map(
        (file) =>
          `${join(folder, file)} belongs to no handler: there is no ${basename(file, configEnding)}.ts`,
      ),
  ];
  const read = await Promise.all(
    names.map(async (name) => {
      const hasConfig = configs.includes(`${name}${configEnding}`);
      const file = join(folder, `${name}${configEnding}`);
      const config: unknown = hasConfig ? (await import(pathToFileURL(file).href)).config : {};
      problems.push(...configProblems(config).map((problem) => `${file}: ${problem}`));
      const event = eventNames.find((each) => dashedName(each) === name);
      return { name, file: join(folder, `${name}.ts`), event, config: Object(config) };
    }),
  );
  if (problems.length > 0) throw new SettingsError(problems);
  return read;
}

/** TypeScript files that are neither tests nor declarations, in the order of their names. */
async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.filter((name) => /^[\w-]+(\.config)?\.ts$/.test(name)).sort();
}

function misnamed(folder: string, name: string): string {
  const names = handlerNames.map((each) => `${each}.ts`).join(', ');
  return `${join(folder, `${name}.ts`)} is named after no event: a handler is one of ${names}`;
}
