import { SQSServiceException } from '@aws-sdk/client-sqs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import {
  dashedName,
  isProductEventName,
  type ProductEventName,
  productEventNames,
} from '../../functions/model/product-events.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { type Handled, handleMessages, type Selection } from '../dead-letters/handle-messages.ts';
import { type HeldMessage, readDeadLetter, readQuarantined } from '../dead-letters/held-message.ts';
import { HeldQueue } from '../dead-letters/held-queue.ts';
import { type Target, TargetError } from '../target.ts';
import { describeMessage } from './dlq-message.ts';
import { WrongUseError } from './wrong-use.ts';

/** The receiver whose dead letters are handled. */
export type DlqTarget = Pick<Target, 'sqs' | 'quarantineUrl' | 'queueUrl' | 'deadLettersUrl' | 'close'>;

/** What the command touches of the process it runs in. */
export interface DlqSurroundings {
  readonly findTarget: (stackName: string | undefined) => Promise<DlqTarget>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

interface DlqOptions {
  readonly event?: ProductEventName;
  readonly since?: Date;
  readonly max: number;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly stack?: string;
}

type QueueName = ProductEventName | 'quarantine';

/** What one of the three commands does with the messages selected. */
type Action = (
  queue: HeldQueue,
  target: DlqTarget,
  options: DlqOptions,
  surroundings: DlqSurroundings,
) => Promise<void>;

/** Moved back this often, a message is not a passing fault's. */
const mostRedrives = 3;

/**
 * Carries out `dlq` with the arguments behind its name and resolves to the exit code: 0 done, 1 not done,
 * 2 wrong use.
 */
export async function dlq(args: readonly string[], surroundings: DlqSurroundings): Promise<number> {
  try {
    await dlqProgram(surroundings).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isExplained(error)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return error instanceof WrongUseError ? 2 : 1;
  }
}

/** Whether an error's message is the sentence its user reads; any other is a fault of the command. */
function isExplained(error: unknown): error is Error {
  return [TargetError, WrongUseError, SQSServiceException].some((kind) => error instanceof kind);
}

function dlqProgram(surroundings: DlqSurroundings): Command {
  const { write, writeError } = surroundings;
  const program = new Command('npm run dlq --')
    .description('Looks at dead letters and at the quarantine, moves messages back, or drops them.')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError });
  const add = (name: string, description: string, action: Action) =>
    program
      .command(name)
      .description(description)
      .argument('<queue>', `${productEventNames.map(dashedName).join(', ')}, or quarantine`, queueName)
      .option('--event <name>', 'only events of this type', eventName)
      .option('--since <time>', 'only what was received since, as in 2026-11-24 or 2026-11-24T08:00Z', time)
      .addOption(
        new Option('--max <n>', 'at most so many').argParser(count).default(Number.POSITIVE_INFINITY, 'all'),
      )
      .option('--stack <name>', 'the deployed stack (default: the running local one)')
      .action(async (name: QueueName, options: DlqOptions) => {
        const target = await surroundings.findTarget(options.stack);
        try {
          await action(heldQueue(name, target), target, options, surroundings);
        } finally {
          target.close();
        }
      });
  add('peek', 'shows the messages and leaves them where they are', peek).option('--json', 'openids in full');
  add('redrive', 'moves the messages back to the queues of their events', redrive)
    .option('--dry-run', 'say what would be moved')
    .option('--force', `also what was moved back ${mostRedrives} times before`);
  add('drop', 'deletes the messages for good, after asking', drop)
    .option('--dry-run', 'say what would be deleted')
    .option('--yes', 'do not ask');
  return program;
}

function heldQueue(name: QueueName, target: DlqTarget): HeldQueue {
  return name === 'quarantine'
    ? new HeldQueue(target.sqs, target.quarantineUrl, readQuarantined)
    : new HeldQueue(target.sqs, target.deadLettersUrl(name), readDeadLetter);
}

const peek: Action = async (queue, _target, options, { write }) => {
  const { selected } = await handleMessages(queue, selectionOf(options), async (message) => {
    write(describeMessage(message, options.json ?? false));
    return 'left';
  });
  if (!options.json) write(`${selected} messages\n`);
};

const redrive: Action = async (queue, target, options, { write }) => {
  const left: Record<string, number> = {};
  const leave = (why: string): Handled => {
    left[why] = (left[why] ?? 0) + 1;
    return 'left';
  };
  const { selected, taken } = await handleMessages(queue, selectionOf(options), async (message) => {
    const { content } = message;
    if (content.kind === 'unreadable') return leave('cannot be read by this version');
    if (message.redrives >= mostRedrives && !options.force) {
      return leave(`were moved back ${mostRedrives} times before (--force moves them again)`);
    }
    if (options.dryRun) return leave('would be moved');
    const { event, receivedAt } = content;
    await queue.move(message, encodeMessage({ receivedAt, event }), target.queueUrl(event.Event));
    return 'taken';
  });
  write(`${selected} messages, ${taken} moved back\n`);
  for (const [why, number] of Object.entries(left)) write(`${number} ${why}\n`);
};

const drop: Action = async (queue, _target, options, { write, confirm }) => {
  if (!options.dryRun && !options.yes) {
    if (!confirm) throw new WrongUseError('Nobody is here to be asked: say --yes to drop without asking.');
    if (!(await confirm('Delete these messages for good?'))) return write('Nothing was dropped.\n');
  }
  const { selected, taken } = await handleMessages(
    queue,
    selectionOf(options),
    async (message: HeldMessage) => {
      if (options.dryRun) return 'left';
      await queue.drop(message);
      return 'taken';
    },
  );
  write(options.dryRun ? `${selected} would be dropped\n` : `${taken} dropped\n`);
};

function selectionOf({ event, since, max }: DlqOptions): Selection {
  return { event, since, max };
}

function queueName(text: string): QueueName {
  return text === 'quarantine' ? text : eventName(text);
}

function eventName(text: string): ProductEventName {
  const name = text.replaceAll('-', '_');
  if (isProductEventName(name)) return name;
  throw new InvalidArgumentError(`Known are ${productEventNames.map(dashedName).join(', ')}.`);
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('It is a date, or a date and a time.');
  return date;
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number from 1.');
}
