/**
 * Runs the command named by the first argument. What is TypeScript is translated once and kept: a command is
 * to answer before its user has looked up, and translating takes longer than what most of them do.
 */
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

// Beside the packages, where nobody but the checkout's owner writes: jiti's own place is shared by a machine.
const fsCache = fileURLToPath(new URL('../node_modules/.cache/jiti/', import.meta.url));
const [name] = process.argv.splice(2, 1);
await createJiti(import.meta.url, { fsCache }).import(`./${name}.ts`);
