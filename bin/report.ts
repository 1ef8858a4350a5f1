import { report } from '../lib/commands/report.ts';
import { standardOutput } from '../lib/commands/standard-output.ts';
import { quietSdk } from '../lib/local/quiet-sdk.ts';
import { findTarget } from '../lib/target/target.ts';

Object.assign(process.env, quietSdk);
process.exitCode = await report(process.argv.slice(2), {
  findTarget,
  write: standardOutput(),
  writeError: (text) => process.stderr.write(text),
});
