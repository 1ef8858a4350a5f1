import { consoleCommand } from '../lib/commands/console.ts';
import { stopSignal } from '../lib/commands/stop-signal.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { findTarget } from '../lib/target/target.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await consoleCommand(process.argv.slice(2), {
  findTarget,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  signal: stopSignal(),
});
