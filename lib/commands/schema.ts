import { Argument } from 'commander';
import { asyncApi } from '../publishing/async-api.ts';
import { eventsSchema } from '../publishing/event-schema.ts';
import { openApi } from '../publishing/open-api.ts';
import { schemaTexts } from '../wording/schema.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';

const documents = { events: eventsSchema, asyncapi: asyncApi, openapi: openApi } as const;

/**
 * Carries out `schema` with the arguments behind its name: prints what published events, or the read API,
 * look like, made of the types as they are now. Resolves to the exit code: 0 done, 1 not done, 2 wrong use.
 */
export function schema(args: readonly string[], surroundings: Surroundings): Promise<number> {
  const text = schemaTexts[surroundings.language ?? 'en'];
  const document = new Argument('[document]', text.document)
    .choices(Object.keys(documents))
    .default('events');
  const program = programOf('npm run -s schema --', text.about, surroundings)
    .addArgument(document)
    .allowExcessArguments(false)
    .action((name: keyof typeof documents) =>
      surroundings.write(`${JSON.stringify(documents[name](), null, 2)}\n`),
    );
  return runCommand(program, args, surroundings);
}
