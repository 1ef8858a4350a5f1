import { push } from '../lib/commands/push.ts';
import { readRunFile } from '../lib/local/run-file.ts';

process.exitCode = await push(process.argv.slice(2), {
  variables: process.env,
  readLocalRun: readRunFile,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
