import { push } from '../lib/commands/push.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { readCurrentRun } from '../lib/target/current-account.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await push(process.argv.slice(2), {
  variables: process.env,
  readLocalRun: readCurrentRun,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
