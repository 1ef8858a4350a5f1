import { loopbackVariable } from '../functions/callback/forward/environment.ts';
import { receiverApp } from '../lib/stack/app.ts';
import { SettingsError } from '../lib/stack/settings.ts';

try {
  receiverApp(undefined, { loopback: process.env[loopbackVariable] !== undefined }).synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
