import { Command, CommanderError } from 'commander';
import { localConsole } from '../console/local-console.ts';
import { localAwsAccount } from '../local/account.ts';
import { administrator } from '../local/aws/authorizer.ts';
import { dynamodbEngines } from '../local/engines/dynamodb.ts';
import { type LocalRun, startLocalRun } from '../local/local-run.ts';
import { LocalRunError } from '../local/local-run-error.ts';
import { requirePort } from '../local/loopback-server.ts';
import { StopList } from '../local/stop-list.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { outputs } from '../target/outputs.ts';
import { type RunFile, removeRunFile, writeRunFile } from '../target/run-file.ts';
import { readableLine } from './readable-log.ts';
import { readStartSettings, type StartSettings, startSettings } from './start-settings.ts';
import { aborted } from './stop-signal.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface StartSurroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/**
 * Carries out `start` with the arguments behind its name: runs the stack until the signal, and resolves
 * to the exit code: 0 stopped, 1 not started.
 */
export async function start(args: readonly string[], surroundings: StartSurroundings): Promise<number> {
  try {
    startProgram(surroundings).parse(args, { from: 'user' });
    await runUntilSignal(readStartSettings(surroundings.variables), surroundings);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof WrongUseError || error instanceof LocalRunError)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return 1;
  }
}

function startProgram({ write, writeError }: StartSurroundings): Command {
  const variables = Object.values(startSettings).map(
    ({ variable, fallback, meaning }) =>
      `  ${variable.padEnd(24)} ${meaning} (default: ${fallback || 'none'})`,
  );
  return new Command('npm start --')
    .description('Runs the whole stack on this machine until Ctrl-C.')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .addHelpText('after', `\nSettings are read from the environment:\n${variables.join('\n')}`);
}

async function runUntilSignal(settings: StartSettings, surroundings: StartSurroundings): Promise<void> {
  const { signal, write } = surroundings;
  const stops = new StopList();
  try {
    const run = await bringUp(settings, surroundings, stops);
    signal.throwIfAborted();
    write(`console: ${run.origin}/\n`);
    write(`ready: ${run.outputs[outputs.callbackUrl]}\n`);
    await aborted(signal);
  } catch (error) {
    // What a signal interrupts fails; that is no news.
    if (!signal.aborted) throw error;
  } finally {
    await stops.stop();
  }
}

async function bringUp(
  settings: StartSettings,
  surroundings: StartSurroundings,
  stops: StopList,
): Promise<LocalRun> {
  // Asked at once, so that nobody waits for what cannot be.
  const dynamodb = dynamodbEngines[settings.dynamodbEngine];
  await Promise.all([dynamodb.require(), requirePort(settings.port)]);
  const page = localConsole((error) => report(surroundings, { text: sentence(error), isProblem: true }));
  surroundings.write(`Synthesizing the stack and starting ${dynamodb.title} …\n`);
  const [synthesis, engine] = await Promise.allSettled([
    synthesize(settings.context, surroundings.signal),
    dynamodb.start(),
  ]);
  if (synthesis.status === 'fulfilled') stops.add(synthesis.value.dispose);
  if (engine.status === 'fulfilled') stops.add(engine.value.stop);
  if (synthesis.status === 'rejected') throw synthesis.reason;
  if (engine.status === 'rejected') throw engine.reason;

  surroundings.write('Starting the stack …\n');
  const { token, encodingAesKey } = settings.weixin;
  const run = await startLocalRun({
    assembly: synthesis.value,
    database: await engine.value.openDatabase(),
    port: settings.port,
    secretValues: { TOKEN_SECRET_ARN: token, ENCODING_AES_KEY_SECRET_ARN: encodingAesKey },
    onLine: (functionName, line) => {
      page.readLine(line);
      report(surroundings, readableLine(functionName, line));
    },
    fallback: page.listener,
    onFailure: (error) => report(surroundings, { text: sentence(error), isProblem: true }),
  });
  stops.add(run.stop);
  const runFile = runFileOf(run, settings);
  await page.open(runFile);
  stops.add(page.close);
  await writeRunFile(runFile);
  stops.add(() => removeRunFile(process.pid));
  return run;
}

function runFileOf({ awsEndpoint, outputs: resolved }: LocalRun, { weixin }: StartSettings): RunFile {
  return {
    pid: process.pid,
    callbackUrl: String(resolved[outputs.callbackUrl]),
    region: localAwsAccount.region,
    endpoints: { dynamodb: awsEndpoint, sqs: awsEndpoint, secretsManager: awsEndpoint },
    credentials: administrator,
    outputs: resolved,
    weixin,
  };
}

function report({ write, writeError }: StartSurroundings, line: ReturnType<typeof readableLine>): void {
  if (line !== undefined) (line.isProblem ? writeError : write)(`${line.text}\n`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
