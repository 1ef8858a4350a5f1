import { dayOf } from '../../functions/model/day.ts';
import { type EventName, isEventName } from '../../functions/model/event-types.ts';
import type { HandlerQueue, HandlerQueueName } from '../../functions/model/handler-queue.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { type Handled, handleMessages, type Selection } from '../dead-letters/handle-messages.ts';
import { HeldQueue } from '../dead-letters/held-queue.ts';
import { type LastErrorSource, readLastError } from '../dead-letters/last-error.ts';
import type { Target } from '../target/target.ts';
import { dlqTexts } from '../wording/dlq.ts';
import { inEach } from '../wording/language.ts';
import { describeMessage, messageJson } from './dlq-message.ts';
import { mostRedrives } from './most-redrives.ts';
import { NotDoneError } from './not-done.ts';
import type { Surroundings } from './surroundings.ts';
import { WrongUseError } from './wrong-use.ts';

/** The receiver whose dead letters are handled. */
export type DlqTarget = LastErrorSource &
  Pick<
    Target,
    'sqs' | 'quarantineUrl' | 'queueUrl' | 'deadLettersUrl' | 'handlerQueues' | 'timeZone' | 'note' | 'close'
  >;

/** A queue by its name on the command line. */
export type QueueName = EventName | HandlerQueueName | 'quarantine';

/** A moment, or the beginning of a day of the statistics. */
export type Since = { readonly moment: Date } | { readonly day: string };

export interface DlqOptions {
  readonly event?: EventName;
  readonly since?: Since;
  readonly max: number;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly stack?: string;
}

/** What one of the three commands is asked to do. */
export interface DlqWork {
  readonly queueName: QueueName;
  /** Only these messages; all where there are none. */
  readonly ids: readonly string[];
  readonly options: DlqOptions;
  readonly target: DlqTarget;
  readonly surroundings: Surroundings & {
    /** Asks the person at the terminal; undefined where there is none. */
    readonly confirm: ((question: string) => Promise<boolean>) | undefined;
  };
}

/** Messages between two words about how far it is. */
const progressStep = 100;

/** Ids that stand in a command to be pasted. */
const idsShown = 5;

export async function peek(work: DlqWork): Promise<void> {
  const { target, options, surroundings } = work;
  const { write, language = 'en' } = surroundings;
  const text = dlqTexts[language];
  const { selected } = await handleMessages(await queueOf(work), selectionOf(work), async (message) => {
    const { content } = message;
    const lastError = content.kind === 'event' ? await readLastError(target, content.event) : undefined;
    write(
      options.json
        ? messageJson(message, lastError)
        : describeMessage(message, lastError, target.timeZone, text),
    );
    return 'left';
  });
  if (!options.json) write(`${text.messages(selected.length)}\n`);
  requireIds(work, selected);
}

export async function redrive(work: DlqWork): Promise<void> {
  const { queueName, target, options, surroundings } = work;
  const { write, writeError, language = 'en' } = surroundings;
  const text = dlqTexts[language];
  const queue = await queueOf(work);
  const unread: string[] = [];
  const stuck: string[] = [];
  let movable = 0;
  const leave = (ids: string[], id: string): Handled => {
    ids.push(id);
    return 'left';
  };
  const moved = counter((count) => writeError(`${text.movedSoFar(text.messages(count))}\n`));
  const { selected } = await handleMessages(queue, selectionOf(work), async (message) => {
    const { content, messageId, redrives } = message;
    if (content.kind === 'unreadable') return leave(unread, messageId);
    if (redrives >= mostRedrives && !options.force) return leave(stuck, messageId);
    movable += 1;
    if (options.dryRun) return 'left';
    if (content.kind === 'published') {
      await queue.move(message, message.body, handlerQueueOf(queueName, target).url);
    } else {
      const { event, receivedAt } = content;
      await queue.move(message, encodeMessage({ receivedAt, event }), target.queueUrl(event.Event));
    }
    return moved();
  });
  const say = options.dryRun ? text.wouldBeMoved : text.moved;
  write(`${say(text.messages(selected.length), movable)}\n`);
  if (unread.length > 0) write(`${text.unread(unread.length)}\n`);
  if (stuck.length > 0) write(`${text.movedTooOften(stuck.length, mostRedrives)}\n`);
  requireSome(work, selected);
  if (movable === 0) {
    const command = dropCommand(work, [...unread, ...stuck]);
    throw new NotDoneError(inEach(dlqTexts, (said) => said.nothingMoved(command)));
  }
}

export async function drop(work: DlqWork): Promise<void> {
  const { queueName, options, surroundings } = work;
  const { write, writeError, confirm, language = 'en' } = surroundings;
  const text = dlqTexts[language];
  const queue = await queueOf(work);
  if (!options.dryRun && !options.yes) {
    if (!confirm) throw new WrongUseError(inEach(dlqTexts, (said) => said.nobodyToAsk));
    if (!(await confirm(text.ask(queueName)))) {
      throw new NotDoneError(inEach(dlqTexts, (said) => said.notDropped));
    }
  }
  const dropped = counter((count) => writeError(`${text.droppedSoFar(text.messages(count))}\n`));
  const { selected, taken } = await handleMessages(queue, selectionOf(work), async (message) => {
    if (options.dryRun) return 'left';
    await queue.drop(message);
    return dropped();
  });
  write(`${options.dryRun ? text.wouldBeDropped(selected.length) : text.dropped(taken)}\n`);
  requireSome(work, selected);
}

/** The queue, with a word about what of it another command holds. */
async function queueOf({ queueName, target, surroundings }: DlqWork): Promise<HeldQueue> {
  const queue = heldQueueOf(queueName, target);
  const elsewhere = await queue.inFlight();
  if (elsewhere > 0) {
    const text = dlqTexts[surroundings.language ?? 'en'];
    surroundings.writeError(`${text.heldElsewhere(text.messages(elsewhere))}\n`);
  }
  return queue;
}

function heldQueueOf(name: QueueName, target: DlqTarget): HeldQueue {
  const { sqs } = target;
  if (name === 'quarantine') return new HeldQueue(sqs, target.quarantineUrl, 'quarantine');
  if (isEventName(name)) return new HeldQueue(sqs, target.deadLettersUrl(name), 'deadLetters');
  return new HeldQueue(sqs, handlerQueueOf(name, target).deadLettersUrl, 'handlerDeadLetters');
}

/** @throws {WrongUseError} where the receiver has no such handler, naming those it has */
function handlerQueueOf(name: QueueName, { handlerQueues }: DlqTarget): HandlerQueue {
  const queue = handlerQueues.find((each) => each.name === name);
  if (queue) return queue;
  const known = handlerQueues.map((each) => each.name).join(', ');
  throw new WrongUseError(inEach(dlqTexts, (text) => text.noHandler(name, known)));
}

/** @throws {NotDoneError} where one of the ids asked for is not there */
function requireIds({ ids, options }: DlqWork, selected: readonly string[]): void {
  const missing = options.max < ids.length ? [] : ids.filter((id) => !selected.includes(id));
  if (missing.length === 0) return;
  throw new NotDoneError(inEach(dlqTexts, (text) => text.missing(missing.join(', '))));
}

/** @throws {NotDoneError} where there is nothing to be moved or deleted */
function requireSome(work: DlqWork, selected: readonly string[]): void {
  requireIds(work, selected);
  if (selected.length > 0) return;
  throw new NotDoneError(inEach(dlqTexts, (text) => text.nothingThere(work.queueName)));
}

/** Counts what is taken, and tells at every step how much that is. */
function counter(tell: (count: number) => void): () => Handled {
  let count = 0;
  return () => {
    count += 1;
    if (count % progressStep === 0) tell(count);
    return 'taken';
  };
}

function selectionOf({ ids, options, target }: DlqWork): Selection {
  const { event, since, max } = options;
  return {
    event,
    max,
    ids: ids.length > 0 ? new Set(ids) : undefined,
    isReceivedIn: since && ((receivedAt) => isSince(receivedAt, since, target.timeZone)),
  };
}

function isSince(receivedAt: Date, since: Since, timeZone: string): boolean {
  if ('moment' in since) return receivedAt >= since.moment;
  return dayOf(receivedAt.getTime() / 1000, timeZone) >= since.day;
}

/** The command that gives messages up, to be pasted. */
function dropCommand({ queueName, options }: DlqWork, ids: readonly string[]): string {
  const stack = options.stack === undefined ? [] : ['--stack', options.stack];
  const shown = ids.length > idsShown ? [] : ids;
  return ['npm run dlq -- drop', queueName, ...shown, ...stack].join(' ');
}
