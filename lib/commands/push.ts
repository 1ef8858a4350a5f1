import { type Command, Option } from 'commander';
import {
  dashedName,
  type EventName,
  eventNames,
  eventType,
  fieldsOf,
} from '../../functions/model/event-types.ts';
import { type ChatChanges, chatFields, chatType, sampleChat } from '../weixin/chat.ts';
import { deliver, isAcknowledged, weixinRetries } from '../weixin/deliver.ts';
import { type Format, formats } from '../weixin/render.ts';
import { encryptionModes, signedPush } from '../weixin/signed-push.ts';
import { visitEvents } from '../weixin/visit.ts';
import { inEach, type Language } from '../wording/language.ts';
import { pushTexts } from '../wording/push.ts';
import { programOf } from './program.ts';
import { chatContent, eventContent, fileContent, type PushContent } from './push-content.ts';
import { readFate } from './push-fate.ts';
import { describeAttempt, describeOutcome, describeReply, isLost } from './push-outcome.ts';
import { accountVariables, type PushableRun, pushTarget, type TargetOptions } from './push-target.ts';
import { exitCodes, runCommand } from './run-command.ts';
import type { Surroundings } from './surroundings.ts';
import { WrongUseError } from './wrong-use.ts';

/** What the command touches of the process it runs in. */
export interface PushSurroundings extends Surroundings {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Finds the local run behind a URL of this machine, or the one that is going on. */
  readonly readLocalRun: (url: string | undefined) => Promise<PushableRun | undefined>;
}

interface WireOptions extends TargetOptions {
  readonly format: Format;
  readonly retry?: boolean;
  readonly raw?: string;
  readonly sample?: boolean;
}

/**
 * Carries out `push` with the arguments behind its name and resolves to the exit code: 0 acknowledged,
 * 1 not acknowledged or, where that is known, not to be counted, 2 wrong use.
 */
export async function push(args: readonly string[], surroundings: PushSurroundings): Promise<number> {
  let outcome: number = exitCodes.done;
  const send = async (options: WireOptions, content: PushContent) => {
    outcome = await sendContent(options, content, surroundings);
  };
  return (await runCommand(pushProgram(send, surroundings), args, surroundings)) || outcome;
}

type Send = (options: WireOptions, content: PushContent) => Promise<void>;

function pushProgram(send: Send, surroundings: PushSurroundings): Command {
  const { language = 'en' } = surroundings;
  const text = pushTexts[language];
  const program = programOf('npm run push --', text.about, surroundings)
    .usage('EVENT [options]')
    .configureHelp({ showGlobalOptions: true, subcommandTerm: (command) => command.name() })
    .helpCommand(false)
    .addHelpText('after', `\n${text.events}\n${text.account(Object.values(accountVariables).join(', '))}`);
  addWireOptions(program, language);
  // Whatever is no event arrives here: also a misspelt one with its fields.
  program.argument('[event]').allowUnknownOption().allowExcessArguments();
  program.action(async (unknown: string | undefined, options: WireOptions) => {
    if (unknown !== undefined) throw wrongUse((said) => said.noEvent(unknown, eventList));
    if (options.raw === undefined) throw wrongUse((said) => said.nothing(eventList));
    await send(options, await fileContent(options.raw));
  });
  for (const name of eventNames) addEvent(program, name, send, language);
  addChat(program, send, language);
  return program;
}

const eventList = [...eventNames, chatType].join(', ');

function wrongUse(say: (text: (typeof pushTexts)['en']) => string): WrongUseError {
  return new WrongUseError(inEach(pushTexts, say));
}

function addWireOptions(program: Command, language: Language): void {
  const text = pushTexts[language];
  const encryption = new Option('--encryption <setting>', text.encryption);
  program
    .option('--url <url>', text.url)
    .addOption(encryption.choices(Object.keys(encryptionModes)))
    .addOption(new Option('--format <format>', text.format).choices(formats).default('xml'))
    .option('--retry', text.retry(weixinRetries))
    .option('--raw <file>', text.raw)
    .option('--sample', text.sample);
}

function addEvent(program: Command, name: EventName, send: Send, language: Language): void {
  const fields = fieldsOf(name).map((field) => ({ field, option: fieldOption(name, field, language) }));
  const command = program
    .command(name)
    .aliases([dashedName(name)].filter((alias) => alias !== name))
    .description(eventType(name).meaning[language])
    .usage('[options]')
    .allowExcessArguments(false)
    .showHelpAfterError(pushTexts[language].fieldsOf(name, fieldsOf(name).join(', ')));
  for (const { option } of fields) command.addOption(option);
  command.action(async (values: Readonly<Record<string, string>>) => {
    const options = program.opts<WireOptions>();
    if (options.raw !== undefined) throw wrongUse((text) => text.notBoth(name));
    const given = fields.flatMap(({ field, option }) => {
      const value = values[option.attributeName()];
      return value === undefined ? [] : [[field, value] as const];
    });
    const content = eventContent(name, Object.fromEntries(given), options.format, options.sample ?? false);
    await send(options, content);
  });
}

function addChat(program: Command, send: Send, language: Language): void {
  const command = program
    .command(chatType)
    .description(pushTexts[language].chatMeaning)
    .usage('[options]')
    .allowExcessArguments(false)
    .showHelpAfterError(pushTexts[language].fieldsOf(chatType, chatFields.join(', ')));
  const defaults: Partial<Record<(typeof chatFields)[number], string>> = { Content: sampleChat };
  for (const field of chatFields) {
    command.addOption(new Option(`--${field} <text>`).default(undefined, defaults[field]));
  }
  command.action(async (given: ChatChanges) => {
    const options = program.opts<WireOptions>();
    if (options.raw !== undefined) throw wrongUse((text) => text.notBoth(chatType));
    await send(options, chatContent(given, options.format));
  });
}

/** An option under Weixin's name of the field, and in the lower case of command lines. */
function fieldOption(name: EventName, field: string, language: Language): Option {
  const dashed = field.replace(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const value = new Map(Object.entries(visitEvents[name])).get(field);
  const fallback = field === 'CreateTime' ? pushTexts[language].now : JSON.stringify(value);
  return new Option(`--${field}, --${dashed} <text>`).default(undefined, fallback);
}

async function sendContent(
  options: WireOptions,
  { push, describe }: PushContent,
  { variables, readLocalRun, write, language = 'en' }: PushSurroundings,
): Promise<number> {
  const text = pushTexts[language];
  const { callbackUrl, account, mode, isLocalRun } = await pushTarget(options, variables, readLocalRun);
  write(`${text.sending(describe(text), mode, push.format, callbackUrl)}\n`);
  const attempts = await deliver(() => signedPush(callbackUrl, push, account, { mode }), {
    retries: options.retry ? weixinRetries : 0,
    onAttempt: (attempt) => write(`${describeAttempt(attempt, text)}\n`),
  });
  const reply = describeReply(attempts.at(-1), account, mode, text);
  if (reply) write(`${reply}\n`);
  const fate = isLocalRun ? await readFate(callbackUrl, attempts.at(-1)) : undefined;
  write(`${describeOutcome(attempts, fate, text)}\n`);
  return isAcknowledged(attempts) && !isLost(fate) ? exitCodes.done : exitCodes.notDone;
}
