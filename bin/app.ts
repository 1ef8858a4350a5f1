import { fileURLToPath } from 'node:url';
import { loopbackVariable } from '../functions/callback/forward/environment.ts';
import { receiverApp } from '../lib/stack/app.ts';
import { readHandlerFiles } from '../lib/stack/handlers/handler-files.ts';
import { SettingsError } from '../lib/stack/settings.ts';

// Another folder is a test's.
const handlersFolder = process.env.HANDLERS_FOLDER ?? fileURLToPath(new URL('../handlers', import.meta.url));

try {
  const handlers = await readHandlerFiles(handlersFolder);
  const reach = { loopback: process.env[loopbackVariable] !== undefined };
  receiverApp(undefined, { reach, handlers }).synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
