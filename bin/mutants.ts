import { runInProcess } from '../lib/commands/in-process.ts';
import { mutants } from '../mutants/mutants.ts';

await runInProcess(mutants, () => ({}));
