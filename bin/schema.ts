import { schema } from '../lib/commands/schema.ts';
import { standardOutput } from '../lib/commands/standard-output.ts';

process.exitCode = await schema(process.argv.slice(2), {
  write: standardOutput(),
  writeError: (text) => process.stderr.write(text),
});
