import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { loopbackVariable } from '../../../functions/callback/forward/environment.ts';
import { LocalRunError } from '../local-run-error.ts';
import { type CloudAssembly, readCloudAssembly } from './cloud-assembly.ts';

const projectFolder = fileURLToPath(new URL('../../../', import.meta.url));

export interface Synthesized extends CloudAssembly {
  /** Deletes the folder, bundles included. */
  dispose(): Promise<void>;
}

export interface SynthesisOptions {
  /** Ends the app before it is done. */
  readonly signal?: AbortSignal | undefined;
  /** Where the merchant's handlers are. @default handlers/ */
  readonly handlersFolder?: string | undefined;
}

/**
 * Runs the CDK app as the CDK CLI would, but without it: no network, no account.
 * @param context what `-c name=value` would set
 * @throws {LocalRunError} with the app's own message
 */
export async function synthesize(
  context: Readonly<Record<string, string>>,
  options: SynthesisOptions = {},
): Promise<Synthesized> {
  const folder = await mkdtemp(join(tmpdir(), 'weixin-product-events-'));
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    await runApp(folder, context, options);
    return { ...(await readCloudAssembly(folder)), dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

async function runApp(
  outputFolder: string,
  context: Readonly<Record<string, string>>,
  { signal, handlersFolder }: SynthesisOptions,
): Promise<void> {
  const app = spawn(process.execPath, ['--import', 'tsx', 'bin/app.ts'], {
    cwd: projectFolder,
    env: {
      ...process.env,
      CDK_OUTDIR: outputFolder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...(await projectContext()), ...context }),
      [loopbackVariable]: 'allowed',
      // CloudFormation's rules are a deployment's business, and checking them takes most of the time.
      CDK_VALIDATION: 'false',
      ...(handlersFolder !== undefined && { HANDLERS_FOLDER: handlersFolder }),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
    signal,
  });
  const [printed, [exitCode]] = await Promise.all([text(app.stderr), once(app, 'close')]);
  if (exitCode !== 0) throw new LocalRunError(({ notSynthesized }) => notSynthesized(reasonIn(printed)));
}

/** The context every synthesis has, written where the CDK CLI reads it too. */
async function projectContext(): Promise<Record<string, unknown>> {
  const { context = {} }: { context?: Record<string, unknown> } = JSON.parse(
    await readFile(join(projectFolder, 'cdk.json'), 'utf8'),
  );
  return context;
}

/** What the app said: esbuild's complaint, else the message of an error nobody caught, else all of it. */
export function reasonIn(printed: string): string {
  const bundling = /\[ERROR\] (.*)/.exec(printed)?.[1];
  const uncaught = /^(?:\w*Error|Error): ([\s\S]*?)(?:\n {4}at |$)/m.exec(printed)?.[1];
  return (bundling ?? uncaught ?? printed).trim() || 'the CDK app said nothing';
}
