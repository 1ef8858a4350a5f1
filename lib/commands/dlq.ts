import { type Command, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../functions/model/day.ts';
import { dashedName, type EventName, eventNames, isEventName } from '../../functions/model/event-types.ts';
import { handlerQueueName } from '../../functions/model/handler-queue.ts';
import { dlqTexts } from '../wording/dlq.ts';
import type { DlqOptions, DlqTarget, DlqWork, QueueName, Since } from './dlq-actions.ts';
import { mostRedrives } from './most-redrives.ts';
import { programOf } from './program.ts';
import { runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { type FindTarget, withTarget } from './with-target.ts';

/** What the command touches of the process it runs in. */
export interface DlqSurroundings extends Surroundings {
  readonly findTarget: FindTarget<DlqTarget>;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

/**
 * Carries out `dlq` with the arguments behind its name and resolves to the exit code: 0 done, 1 not done,
 * 2 wrong use.
 */
export async function dlq(args: readonly string[], surroundings: DlqSurroundings): Promise<number> {
  return runCommand(dlqProgram(surroundings), args, surroundings);
}

type ActionName = 'peek' | 'redrive' | 'drop';

function dlqProgram(surroundings: DlqSurroundings): Command {
  const text = dlqTexts[surroundings.language ?? 'en'];
  const program = programOf('npm run dlq --', text.about, surroundings);
  const eventNamed = (name: string, known: string): EventName => {
    const event = name.replaceAll('-', '_');
    if (isEventName(event)) return event;
    throw new InvalidArgumentError(text.known(known));
  };
  const queueNamed = (name: string): QueueName => {
    if (name === 'quarantine') return name;
    // Which handlers there are is known where the receiver is found.
    const [, handler] = /^on[-_]([\w-]+)$/.exec(name) ?? [];
    if (handler !== undefined) return handlerQueueName(handler.replaceAll('_', '-'));
    return eventNamed(name, text.queue(knownNames));
  };
  const add = (name: ActionName) =>
    program
      .command(name)
      .description(text[name])
      .argument('<queue>', text.queue(knownNames), queueNamed)
      .argument('[ids...]', text.ids)
      .option('--event <name>', text.event, (event) => eventNamed(event, knownNames))
      .option('--since <time>', text.since, (time) => readSince(time, text.noTime))
      .addOption(
        new Option('--max <n>', text.max)
          .argParser((number) => readCount(number, text.noCount))
          .default(Number.POSITIVE_INFINITY, text.all),
      )
      .option('--stack <name>', text.stack)
      .action((queueName: QueueName, ids: readonly string[], options: DlqOptions) =>
        withTarget(surroundings, options.stack, async (target) => {
          // AWS's client is loaded only where there is something to do.
          const actions: Readonly<Record<ActionName, (work: DlqWork) => Promise<void>>> = await import(
            './dlq-actions.ts'
          );
          await actions[name]({ queueName, ids, options, target, surroundings });
        }),
      );
  add('peek').option('--json', text.json);
  add('redrive').option('--dry-run', text.wouldMove).option('--force', text.force(mostRedrives));
  add('drop').option('--dry-run', text.wouldDrop).option('--yes', text.yes);
  return program;
}

const knownNames = eventNames.map(dashedName).join(', ');

/** A day alone is one of the statistics; a moment says which zone's it is. */
function readSince(text: string, complaint: string): Since {
  if (isDay(text)) return { day: text };
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const moment = new Date(text);
  if (isMoment && isDay(text.slice(0, 10)) && !Number.isNaN(moment.getTime())) return { moment };
  throw new InvalidArgumentError(complaint);
}

function readCount(text: string, complaint: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError(complaint);
}
