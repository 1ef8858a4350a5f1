import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../functions/model/day.ts';
import { retentionDays } from '../../functions/model/events-table.ts';
import { csv } from '../report/csv.ts';
import type { View } from '../report/view.ts';
import { type Target, TargetError } from '../target/target.ts';
import type { RangeOptions } from './report-range.ts';
import { pipeline, product, products, user } from './report-subjects.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface ReportSurroundings {
  /** Finds the stack of that name, or the running local one. */
  readonly findTarget: (stackName: string | undefined) => Promise<Target>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

interface ReportOptions extends RangeOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly stack?: string;
}

/**
 * Carries out `report` with the arguments behind its name and resolves to the exit code: 0 done,
 * 1 not done, 2 wrong use.
 */
export async function report(args: readonly string[], surroundings: ReportSurroundings): Promise<number> {
  try {
    await reportProgram(surroundings).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const isOurs = error instanceof TargetError || error instanceof WrongUseError;
    surroundings.writeError(`${isOurs ? message : `The report could not be read: ${name}: ${message}`}\n`);
    return error instanceof WrongUseError ? 2 : 1;
  }
}

function reportProgram(surroundings: ReportSurroundings): Command {
  const { write, writeError } = surroundings;
  const program = new Command('npm run report --')
    .description('Reads what the events say, of the running local receiver or of a deployed one.')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError });

  const subject = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .addOption(new Option('--json', 'print JSON').conflicts('csv'))
      .option('--csv', 'print comma-separated values')
      .option('--stack <name>', 'the deployed stack (default: the running local one)');
  const rangedSubject = (name: string, description: string) =>
    subject(name, description)
      .option('--from <day>', 'the first day, YYYY-MM-DD', readDay)
      .option('--to <day>', 'the last day, YYYY-MM-DD', readDay);
  const show = async (options: ReportOptions, read: (target: Target) => Promise<View>) => {
    const target = await surroundings.findTarget(options.stack);
    try {
      write(printed(await read(target), options));
    } finally {
      target.close();
    }
  };

  rangedSubject(
    'products',
    'all products, the newest event first; with a range, those whose newest is in it',
  ).action((options: ReportOptions) => show(options, (target) => products(target, options)));
  rangedSubject(
    'product',
    'a product: its days (30 unless said otherwise), breakdowns, conversion and review',
  )
    .argument('<KeyStandard>', 'such as ean13', readName)
    .argument('<KeyStr>', 'such as 6901481811083, with its leading zeros', readName)
    .action((KeyStandard: string, KeyStr: string, options: ReportOptions) =>
      show(options, (target) => product(target, { KeyStandard, KeyStr }, options)),
    );
  rangedSubject('user', `who an openid is, and what they did in the last ${retentionDays} days`)
    .argument('<openid>', 'the FromUserName of their events', readName)
    .action((openid: string, options: ReportOptions) =>
      show(options, (target) => user(target, openid, options)),
    );
  subject(
    'pipeline',
    'how many events wait, are in flight, are dead, and in the outbox and quarantine',
  ).action((options: ReportOptions) => show(options, pipeline));
  return program;
}

function printed(view: View, options: ReportOptions): string {
  if (options.json) return `${JSON.stringify(view.json, null, 2)}\n`;
  return options.csv ? csv(view.rows()) : view.text();
}

function readName(text: string): string {
  if (text === '') throw new InvalidArgumentError('It is empty.');
  return text;
}

function readDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It is a day of the calendar, such as 2024-01-31.');
  return text;
}
