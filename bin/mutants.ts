import { mutants } from '../bench/mutants/mutants.ts';
import { runInProcess } from '../lib/commands/in-process.ts';

await runInProcess(mutants, () => ({}));
