import { Command, CommanderError, Option } from 'commander';
import {
  dashedName,
  type EventName,
  eventNames,
  eventType,
  fieldsOf,
} from '../../functions/model/event-types.ts';
import { deliver, isAcknowledged, weixinRetries } from '../weixin/deliver.ts';
import { type Format, formats } from '../weixin/render.ts';
import { samples } from '../weixin/samples.ts';
import { encryptionModes, signedPush } from '../weixin/signed-push.ts';
import { eventContent, fileContent, type PushContent } from './push-content.ts';
import { describeAttempt, describeOutcome } from './push-outcome.ts';
import { accountVariables, type PushableRun, pushTarget, type TargetOptions } from './push-target.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface PushSurroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly readLocalRun: () => Promise<PushableRun | undefined>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

interface WireOptions extends TargetOptions {
  readonly format: Format;
  readonly retry?: boolean;
  readonly raw?: string;
}

/**
 * Carries out `push` with the arguments behind its name and resolves to the exit code: 0 acknowledged,
 * 1 not acknowledged, 2 wrong use.
 */
export async function push(args: readonly string[], surroundings: PushSurroundings): Promise<number> {
  let exitCode = 0;
  const send = async (options: WireOptions, content: PushContent) => {
    exitCode = await sendContent(options, content, surroundings);
  };
  try {
    await pushProgram(send, surroundings).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!(error instanceof WrongUseError)) throw error;
    surroundings.writeError(`${error.message}\n`);
    return 2;
  }
}

type Send = (options: WireOptions, content: PushContent) => Promise<void>;

function pushProgram(send: Send, { write, writeError }: PushSurroundings): Command {
  const program = new Command('npm run push --')
    .description('Pushes one product event as Weixin does, to the running local one or to a deployed stack.')
    .usage('EVENT [options]')
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: writeError })
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .helpCommand(false)
    .addHelpText('after', `\nEVENT --help lists the fields of an event.\n${accountHelp}`);
  addWireOptions(program);
  // Whatever is no event arrives here: also a misspelt one with its fields.
  program.argument('[event]').allowUnknownOption().allowExcessArguments();
  program.action(async (unknown: string | undefined, options: WireOptions) => {
    if (unknown !== undefined) throw new WrongUseError(`"${unknown}" is no event: ${eventList}.`);
    if (options.raw === undefined) throw new WrongUseError(`Say what to push: ${eventList}, or --raw FILE.`);
    await send(options, await fileContent(options.raw));
  });
  for (const name of eventNames) addEvent(program, name, send);
  return program;
}

const eventList = `one of ${eventNames.join(', ')}`;
const accountHelp = `With --url the account comes from the environment: ${Object.values(accountVariables).join(', ')}.`;

function addWireOptions(program: Command): void {
  const encryption = new Option(
    '--encryption <setting>',
    'what the account has set (default: as the local run, else required)',
  );
  program
    .option('--url <url>', 'the callback URL (default: the one of the running local one)')
    .addOption(encryption.choices(Object.keys(encryptionModes)))
    .addOption(new Option('--format <format>', 'how the body is written').choices(formats).default('xml'))
    .option('--retry', `push again what is not acknowledged, ${weixinRetries} times at most`)
    .option('--raw <file>', 'push the content of a file as it is instead of an event');
}

function addEvent(program: Command, name: EventName, send: Send): void {
  const fields = fieldsOf(name).map((field) => ({ field, option: fieldOption(name, field) }));
  const command = program
    .command(name)
    .aliases([dashedName(name)].filter((alias) => alias !== name))
    .description(eventType(name).meaning.en)
    .usage('[options]')
    .allowExcessArguments(false)
    .showHelpAfterError(`Fields of ${name}: ${fieldsOf(name).join(', ')}.`);
  for (const { option } of fields) command.addOption(option);
  command.action(async (values: Readonly<Record<string, string>>) => {
    const options = program.opts<WireOptions>();
    if (options.raw !== undefined) throw new WrongUseError(`Push ${name} or --raw, not both.`);
    const given = fields.flatMap(({ field, option }) => {
      const value = values[option.attributeName()];
      return value === undefined ? [] : [[field, value] as const];
    });
    await send(options, eventContent(name, Object.fromEntries(given), options.format));
  });
}

/** An option under Weixin's name of the field, and in the lower case of command lines. */
function fieldOption(name: EventName, field: string): Option {
  const dashed = field.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const sample = new Map(Object.entries(samples[name])).get(field);
  const fallback = field === 'CreateTime' ? 'now' : JSON.stringify(sample);
  return new Option(`--${field}, --${dashed} <text>`, `default: ${fallback}`);
}

async function sendContent(
  options: WireOptions,
  { push, description }: PushContent,
  { variables, readLocalRun, write }: PushSurroundings,
): Promise<number> {
  const { callbackUrl, account, mode } = pushTarget(options, variables, await readLocalRun());
  write(`${description}; ${mode} mode, ${push.format}, to ${callbackUrl}\n`);
  const attempts = await deliver(() => signedPush(callbackUrl, push, account, { mode }), {
    retries: options.retry ? weixinRetries : 0,
    onAttempt: (attempt) => write(`${describeAttempt(attempt)}\n`),
  });
  write(`${describeOutcome(attempts)}\n`);
  return isAcknowledged(attempts) ? 0 : 1;
}
