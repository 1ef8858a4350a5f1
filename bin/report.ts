import { report } from '../lib/commands/report.ts';
import { findTarget } from '../lib/target.ts';

process.exitCode = await report(process.argv.slice(2), {
  findTarget: (stackName) => findTarget(stackName),
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
