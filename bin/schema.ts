import { runInProcess } from '../lib/commands/in-process.ts';
import { schema } from '../lib/commands/schema.ts';

await runInProcess(schema, () => ({}));
