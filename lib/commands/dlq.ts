import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { SQSServiceException } from '@aws-sdk/client-sqs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isDay } from '../../functions/model/day.ts';
import { dashedName, type EventName, eventNames, isEventName } from '../../functions/model/event-types.ts';
import { readDeadLetter, readQuarantined } from '../dead-letters/held-message.ts';
import { HeldQueue } from '../dead-letters/held-queue.ts';
import { TargetError } from '../target/target.ts';
import {
  type Action,
  type DlqOptions,
  type DlqSurroundings,
  type DlqTarget,
  drop,
  messages,
  mostRedrives,
  peek,
  redrive,
} from './dlq-actions.ts';
import { OutputClosedError } from './standard-output.ts';
import { WrongUseError } from './wrong-use.ts';

type QueueName = EventName | 'quarantine';

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
    if (error instanceof OutputClosedError) return 0;
    if (!isExplained(error)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return error instanceof WrongUseError ? 2 : 1;
  }
}

/** Whether an error's message is the sentence its user reads; any other is a fault of the command. */
function isExplained(error: unknown): error is Error {
  return [TargetError, WrongUseError, SQSServiceException, DynamoDBServiceException].some(
    (kind) => error instanceof kind,
  );
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
      .argument('<queue>', `${knownNames}, or quarantine`, queueName)
      .option('--event <name>', 'only events of this type', eventName)
      .option(
        '--since <time>',
        'only what was received since: a day (UTC), or a moment as in 2026-11-24T08:00+08:00',
        time,
      )
      .addOption(
        new Option('--max <n>', 'at most so many').argParser(count).default(Number.POSITIVE_INFINITY, 'all'),
      )
      .option('--stack <name>', 'the deployed stack (default: the running local one)')
      .action(async (name: QueueName, options: DlqOptions) => {
        const target = await surroundings.findTarget(options.stack);
        try {
          const queue = heldQueue(name, target);
          const elsewhere = await queue.inFlight();
          await action(queue, target, options, surroundings);
          if (elsewhere > 0) {
            writeError(`${messages(elsewhere)} more held by another command, for five minutes at most\n`);
          }
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

const knownNames = eventNames.map(dashedName).join(', ');

function queueName(text: string): QueueName {
  return text === 'quarantine' ? text : eventNamed(text, `${knownNames}, and quarantine`);
}

function eventName(text: string): EventName {
  return eventNamed(text, knownNames);
}

function eventNamed(text: string, known: string): EventName {
  const name = text.replaceAll('-', '_');
  if (isEventName(name)) return name;
  throw new InvalidArgumentError(`Known are ${known}.`);
}

/** A day alone begins where UTC's does; a time says which zone's it is. */
function time(text: string): Date {
  const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const date = new Date(text);
  if (isDay(text) || (isMoment && isDay(text.slice(0, 10)) && !Number.isNaN(date.getTime()))) return date;
  throw new InvalidArgumentError('It is a day, 2026-11-24, or a moment, 2026-11-24T08:00+08:00.');
}

function count(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a number from 1.');
}
