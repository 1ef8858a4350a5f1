import { rotate } from '../lib/commands/rotate.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { findTarget } from '../lib/target/target.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await rotate(process.argv.slice(2), {
  findTarget,
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
