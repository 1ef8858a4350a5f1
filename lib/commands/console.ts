import { type Command, InvalidArgumentError } from 'commander';
import type { ReadSource } from '../../functions/reads/insight-reads.ts';
import { serveOnLoopback } from '../local/loopback-server.ts';
import { StopList } from '../local/stop-list.ts';
import type { Target } from '../target/target.ts';
import { startTexts } from '../wording/start.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import { aborted } from './stop-signal.ts';
import type { Surroundings } from './surroundings.ts';

/** The receiver that is looked at. */
export type ConsoleTarget = ReadSource & Pick<Target, 'timeZone' | 'close'>;

/** What the command touches of the process it runs in. */
export interface ConsoleSurroundings extends Surroundings {
  readonly findTarget: (stackName: string) => Promise<ConsoleTarget>;
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
  const program = consoleProgram(surroundings).action((options: ConsoleCommandOptions) =>
    serveUntilSignal(options, surroundings),
  );
  return runCommand(program, args, surroundings);
}

function consoleProgram(surroundings: ConsoleSurroundings): Command {
  const text = startTexts[surroundings.language ?? 'en'];
  const readPort = (port: string) => {
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new InvalidArgumentError(text.noPort);
    return Number(port);
  };
  return programOf('npm run console --', text.consoleAbout, surroundings)
    .requiredOption('--stack <name>', text.consoleStack)
    .option('--port <number>', text.consolePort, readPort, defaultPort)
    .allowExcessArguments(false);
}

async function serveUntilSignal(
  { stack, port }: ConsoleCommandOptions,
  { findTarget, write, writeError, signal, language = 'en' }: ConsoleSurroundings,
): Promise<void> {
  // Loaded only where there is something to serve.
  const [{ openConsole }, { buildPage }] = await Promise.all([
    import('../console/open-console.ts'),
    import('../console/page-files.ts'),
  ]);
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
    write(`${startTexts[language].consoleOf(stack, `${server.origin}/`)}\n`);
    await aborted(signal);
  } finally {
    await stops.stop();
  }
}
