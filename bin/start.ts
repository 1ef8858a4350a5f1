import { start } from '../lib/commands/start.ts';
import { stopSignal } from '../lib/commands/stop-signal.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await start(process.argv.slice(2), {
  variables: process.env,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  signal: stopSignal(),
});
