import { Argument, Command, CommanderError } from 'commander';
import { asyncApi } from '../publishing/async-api.ts';
import { eventsSchema } from '../publishing/event-schema.ts';

const documents = { events: eventsSchema, asyncapi: asyncApi } as const;

export interface SchemaSurroundings {
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/**
 * Carries out `schema` with the arguments behind its name: prints what published events look like, made
 * from the types of events as they are now. Resolves to the exit code: 0, or 2 for wrong use.
 */
export async function schema(
  commandLine: readonly string[],
  { write, writeError }: SchemaSurroundings,
): Promise<number> {
  const document = new Argument(
    '[document]',
    'events: a JSON Schema (2020-12); asyncapi: an AsyncAPI 3.0 document',
  );
  const command = new Command('npm run -s schema --')
    .description('Prints what published events look like.')
    .addArgument(document.choices(Object.keys(documents)).default('events'))
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .action((name: keyof typeof documents) => write(`${JSON.stringify(documents[name](), null, 2)}\n`));
  try {
    await command.parseAsync(commandLine, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}
