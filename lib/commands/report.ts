import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../functions/model/day.ts';
import { retentionDays } from '../../functions/model/events-table.ts';
import { csv } from '../report/csv.ts';
import type { TerminalReader, View } from '../report/view.ts';
import type { Target } from '../target/target.ts';
import { reportTexts } from '../wording/report.ts';
import { NotDoneError } from './not-done.ts';
import { programOf } from './program.ts';
import type { RangeOptions } from './report-range.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';

/** What the command touches of the process it runs in. */
export interface ReportSurroundings extends Surroundings {
  readonly findTarget: FindTarget<Target>;
}

interface ReportOptions extends RangeOptions {
  readonly json?: boolean;
  readonly csv?: boolean;
  readonly stack?: string;
}

type Subjects = typeof import('./report-subjects.ts');

/** Columns of a terminal that does not say how many it has. */
const usualColumns = 100;

/**
 * Carries out `report` with the arguments behind its name and resolves to the exit code: 0 done,
 * 1 not done or nothing known, 2 wrong use.
 */
export async function report(args: readonly string[], surroundings: ReportSurroundings): Promise<number> {
  return runCommand(reportProgram(surroundings), args, surroundings);
}

function reportProgram(surroundings: ReportSurroundings): Command {
  const { language = 'en', columns = usualColumns, write } = surroundings;
  const text = reportTexts[language];
  const program = programOf('npm run report --', text.about, surroundings);
  const readName = (name: string) => {
    if (name === '') throw new InvalidArgumentError(text.empty);
    return name;
  };
  const readDay = (day: string) => {
    if (!isDay(day)) throw new InvalidArgumentError(text.noDay);
    return day;
  };
  const subject = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .allowExcessArguments(false)
      .addOption(new Option('--json', text.json).conflicts('csv'))
      .option('--csv', text.csv)
      .option('--stack <name>', text.stack);
  const rangedSubject = (name: string, description: string) =>
    subject(name, description)
      .option('--from <day>', text.from, readDay)
      .option('--to <day>', text.to, readDay);
  const show = (options: ReportOptions, read: (subjects: Subjects, target: Target) => Promise<View>) =>
    withTarget(surroundings, options.stack, async (target) => {
      // AWS's clients are loaded only where there is something to read.
      const view = await read(await import('./report-subjects.ts'), target);
      const isForPrograms = options.json || options.csv;
      if (isForPrograms || !view.unknown) {
        write(printed(view, options, { language, columns, timeZone: target.timeZone }));
      }
      if (view.unknown) throw new NotDoneError(view.unknown);
    });

  rangedSubject('products', text.products).action((options: ReportOptions) =>
    show(options, ({ products }, target) => products(target, options)),
  );
  rangedSubject('product', text.aboutProduct)
    .argument('<KeyStandard>', text.keyStandard, readName)
    .argument('<KeyStr>', text.keyStr, readName)
    .action((KeyStandard: string, KeyStr: string, options: ReportOptions) =>
      show(options, ({ product }, target) => product(target, { KeyStandard, KeyStr }, options)),
    );
  rangedSubject('channels', text.channels)
    .argument('<KeyStandard>', text.keyStandard, readName)
    .argument('<KeyStr>', text.keyStr, readName)
    .action((KeyStandard: string, KeyStr: string, options: ReportOptions) =>
      show(options, ({ channels }, target) => channels(target, { KeyStandard, KeyStr }, options)),
    );
  rangedSubject('user', text.user(retentionDays))
    .argument('<openid>', text.openidArgument, readName)
    .action((openid: string, options: ReportOptions) =>
      show(options, ({ user }, target) => user(target, openid, options)),
    );
  subject('pipeline', text.pipeline).action((options: ReportOptions) =>
    show(options, ({ pipeline }, target) => pipeline(target, options.stack)),
  );
  subject('week', text.week)
    .addOption(new Option('--send', text.send).conflicts(['json', 'csv']))
    .action((options: ReportOptions & { readonly send?: boolean }) =>
      options.send
        ? withTarget(surroundings, options.stack, async (target) => {
            const { sendWeek } = await import('./send-week.ts');
            write(await sendWeek(target, options.stack, language));
          })
        : show(options, ({ week }, target) => week(target)),
    );
  return program;
}

function printed(view: View, options: ReportOptions, reader: TerminalReader): string {
  if (options.json) return `${JSON.stringify(view.json, null, 2)}\n`;
  return options.csv ? csv(view.rows(reader)) : view.text(reader);
}
