import { Command, CommanderError, InvalidArgumentError } from 'commander';
import type { ReadSource } from '../../functions/reads/insight-reads.ts';
import { openConsole } from '../console/open-console.ts';
import { buildPage } from '../console/page-files.ts';
import { LocalRunError } from '../local/local-run-error.ts';
import { serveOnLoopback } from '../local/loopback-server.ts';
import { StopList } from '../local/stop-list.ts';
import { type Target, TargetError } from '../target/target.ts';
import { aborted } from './stop-signal.ts';

/** The receiver that is looked at. */
export type ConsoleTarget = ReadSource & Pick<Target, 'timeZone' | 'close'>;

/** What the command touches of the process it runs in. */
export interface ConsoleSurroundings {
  readonly findTarget: (stackName: string) => Promise<ConsoleTarget>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Ends the command. */
  readonly signal: AbortSignal;
}

interface ConsoleCommandOptions {
  readonly stack: string;
  readonly port: number;
}

const defaultPort = 3001;

/**
 * Carries out `console` with the arguments behind its name: serves the page over a deployed stack until
 * the signal, and resolves to the exit code: 0 stopped, 1 not served, 2 wrong use.
 */
export async function consoleCommand(
  args: readonly string[],
  surroundings: ConsoleSurroundings,
): Promise<number> {
  try {
    const program = consoleProgram(surroundings).parse(args, { from: 'user' });
    await serveUntilSignal(program.opts<ConsoleCommandOptions>(), surroundings);
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof TargetError || error instanceof LocalRunError)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return 1;
  }
}

function consoleProgram({ write, writeError }: ConsoleSurroundings): Command {
  return new Command('npm run console --')
    .description('Serves the console page of a deployed stack on this machine; npm start has its own.')
    .requiredOption('--stack <name>', 'the CloudFormation stack, read with your AWS credentials')
    .option('--port <number>', 'where the page answers, 0 for any free port', readPort, defaultPort)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError });
}

function readPort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('It is no port.');
  return Number(text);
}

async function serveUntilSignal(
  { stack, port }: ConsoleCommandOptions,
  { findTarget, write, writeError, signal }: ConsoleSurroundings,
): Promise<void> {
  const stops = new StopList();
  try {
    const [target, page] = await Promise.all([findTarget(stack), buildPage()]);
    stops.add(async () => target.close());
    const onError = (error: unknown) => writeError(`${error instanceof Error ? error.message : error}\n`);
    const about = { stack, timeZone: target.timeZone };
    const opened = openConsole({ page, source: target, about, onError });
    const server = await serveOnLoopback(
      async (request, response) => opened.listener(request, response),
      port,
      '--port',
    );
    stops.add(server.close);
    stops.add(async () => opened.close());
    write(`console of ${stack}: ${server.origin}/\n`);
    await aborted(signal);
  } finally {
    await stops.stop();
  }
}
