import type { Command } from 'commander';
import { localAwsAccount } from '../local/account.ts';
import { administrator } from '../local/aws/authorizer.ts';
import { dynamodbEngines } from '../local/engines/dynamodb.ts';
import type { LocalRun } from '../local/local-run.ts';
import { requirePort } from '../local/loopback-server.ts';
import { StopList } from '../local/stop-list.ts';
import { synthesize } from '../local/template/synthesize.ts';
import { outputs } from '../target/outputs.ts';
import { portOf, type RunFile, readRunFiles, removeRunFile, writeRunFile } from '../target/run-file.ts';
import { inEach } from '../wording/language.ts';
import { startTexts } from '../wording/start.ts';
import { NotDoneError } from './not-done.ts';
import { programOf } from './program.ts';
import { readableLine } from './readable-log.ts';
import { runCommand } from './run-command.ts';
import { readStartSettings, type StartSettings, startSettings } from './start-settings.ts';
import { aborted } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';

/** What the command touches of the process it runs in. */
export interface StartSurroundings extends Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/**
 * Carries out `start` with the arguments behind its name: runs the stack until the signal, and resolves
 * to the exit code: 0 stopped, 1 not started, 2 wrong use.
 */
export async function start(args: readonly string[], surroundings: StartSurroundings): Promise<number> {
  const program = startProgram(surroundings).action(() =>
    runUntilSignal(readStartSettings(surroundings.variables), surroundings),
  );
  return runCommand(program, args, surroundings);
}

function startProgram(surroundings: StartSurroundings): Command {
  const { language = 'en' } = surroundings;
  const text = startTexts[language];
  const variables = Object.values(startSettings).map(
    ({ variable, fallback, meaning }) =>
      `  ${variable.padEnd(24)} ${text.defaultIs(meaning[language], fallback || text.none)}`,
  );
  return programOf('npm start --', text.about, surroundings)
    .allowExcessArguments(false)
    .addHelpText('after', `\n${text.fromEnvironment}\n${variables.join('\n')}`);
}

async function runUntilSignal(settings: StartSettings, surroundings: StartSurroundings): Promise<void> {
  const { signal, write, language = 'en' } = surroundings;
  const text = startTexts[language];
  const stops = new StopList();
  try {
    const run = await bringUp(settings, surroundings, stops);
    signal.throwIfAborted();
    write(`${text.console(`${run.origin}/`)}\n${text.forgets}\n`);
    write(`${text.ready(String(run.outputs[outputs.callbackUrl]))}\n`);
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
  const text = startTexts[surroundings.language ?? 'en'];
  // Asked at once, so that nobody waits for what cannot be.
  await requireNoRunAt(settings.port);
  const dynamodb = dynamodbEngines[settings.dynamodbEngine];
  await Promise.all([dynamodb.require(), requirePort(settings.port)]);
  surroundings.write(`${text.synthesizing(dynamodb.title)}\n`);
  const onFailure = (error: unknown) => report(surroundings, { text: sentence(error), isProblem: true });
  const [synthesis, engine, program] = await Promise.allSettled([
    synthesize(settings.context, { signal: surroundings.signal }),
    dynamodb.start(),
    loadProgram(onFailure),
  ]);
  if (synthesis.status === 'fulfilled') stops.add(synthesis.value.dispose);
  if (engine.status === 'fulfilled') stops.add(engine.value.stop);
  if (synthesis.status === 'rejected') throw synthesis.reason;
  if (engine.status === 'rejected') throw engine.reason;
  if (program.status === 'rejected') throw program.reason;

  surroundings.write(`${text.starting}\n`);
  const { token, encodingAesKey } = settings.weixin;
  const { page, startLocalRun } = program.value;
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
    onMail: ({ to, subject, text: body }) =>
      surroundings.write(`${text.mail(to.join(', '), subject)}\n${body}`),
    onFailure,
  });
  stops.add(run.stop);
  const runFile = runFileOf(run, settings);
  await page.open(runFile);
  stops.add(page.close);
  const written = { ...runFile, pid: process.pid };
  await writeRunFile(written);
  stops.add(() => removeRunFile(written));
  return run;
}

/** What the stack runs in: loaded no earlier, since another process synthesizes the stack meanwhile. */
async function loadProgram(onFailure: (error: unknown) => void) {
  const [{ localConsole }, { startLocalRun }] = await Promise.all([
    import('../console/local-console.ts'),
    import('../local/local-run.ts'),
  ]);
  return { page: localConsole(onFailure), startLocalRun };
}

/** @throws {NotDoneError} where a run of this checkout has the port: its user may have forgotten it */
async function requireNoRunAt(port: number): Promise<void> {
  const runs = await readRunFiles();
  if (!runs.some((run) => portOf(run) === port)) return;
  throw new NotDoneError(inEach(startTexts, (text) => text.goingOn(port)));
}

function runFileOf(
  { awsEndpoint, lambdaEndpoint, outputs: resolved }: LocalRun,
  { weixin }: StartSettings,
): Omit<RunFile, 'pid'> {
  return {
    callbackUrl: String(resolved[outputs.callbackUrl]),
    region: localAwsAccount.region,
    endpoints: {
      dynamodb: awsEndpoint,
      sqs: awsEndpoint,
      secretsManager: awsEndpoint,
      lambda: lambdaEndpoint,
    },
    credentials: administrator,
    outputs: resolved,
    weixin,
  };
}

function report(
  { write, writeError, signal }: StartSurroundings,
  line: ReturnType<typeof readableLine>,
): void {
  // Nobody reads any more, or the run is ending.
  if (line === undefined || signal.aborted) return;
  (line.isProblem ? writeError : write)(`${line.text}\n`);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
