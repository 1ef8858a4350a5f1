import type { EventName } from '../../functions/model/event-types.ts';
import { encodeMessage } from '../../functions/model/queue-message.ts';
import { type Handled, handleMessages, type Selection } from '../dead-letters/handle-messages.ts';
import type { HeldQueue } from '../dead-letters/held-queue.ts';
import { type LastErrorSource, readLastError } from '../dead-letters/last-error.ts';
import type { Target } from '../target/target.ts';
import { describeMessage } from './dlq-message.ts';
import { WrongUseError } from './wrong-use.ts';

/** The receiver whose dead letters are handled. */
export type DlqTarget = LastErrorSource &
  Pick<Target, 'sqs' | 'quarantineUrl' | 'queueUrl' | 'deadLettersUrl' | 'close'>;

/** What the command touches of the process it runs in. */
export interface DlqSurroundings {
  readonly findTarget: (stackName: string | undefined) => Promise<DlqTarget>;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Asks the person at the terminal; undefined where there is none. */
  readonly confirm: ((question: string) => Promise<boolean>) | undefined;
}

export interface DlqOptions {
  readonly event?: EventName;
  readonly since?: Date;
  readonly max: number;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly stack?: string;
}

/** What one of the three commands does with the messages selected. */
export type Action = (
  queue: HeldQueue,
  target: DlqTarget,
  options: DlqOptions,
  surroundings: DlqSurroundings,
) => Promise<void>;

/** Moved back this often, a message is not a passing fault's. */
export const mostRedrives = 3;

/** Messages between two words about how far it is. */
const progressStep = 100;

export const peek: Action = async (queue, target, options, { write }) => {
  const { selected } = await handleMessages(queue, selectionOf(options), async (message) => {
    const { content } = message;
    const lastError = content.kind === 'event' ? await readLastError(target, content.event) : undefined;
    write(describeMessage(message, lastError, options.json ?? false));
    return 'left';
  });
  if (!options.json) write(`${messages(selected)}\n`);
};

export const redrive: Action = async (queue, target, options, { write, writeError }) => {
  const left: Record<string, number> = {};
  const leave = (why: string): Handled => {
    left[why] = (left[why] ?? 0) + 1;
    return 'left';
  };
  const moved = counter((count) => writeError(`${messages(count)} moved back so far\n`));
  const { selected, taken } = await handleMessages(queue, selectionOf(options), async (message) => {
    const { content } = message;
    if (content.kind === 'unreadable') return leave('cannot be read by this version');
    if (message.redrives >= mostRedrives && !options.force) {
      return leave(`were moved back ${mostRedrives} times before (--force moves them again)`);
    }
    if (options.dryRun) return leave('would be moved');
    const { event, receivedAt } = content;
    await queue.move(message, encodeMessage({ receivedAt, event }), target.queueUrl(event.Event));
    return moved();
  });
  write(`${messages(selected)}, ${taken} moved back\n`);
  for (const [why, number] of Object.entries(left)) write(`${number} ${why}\n`);
};

export const drop: Action = async (queue, _target, options, { write, writeError, confirm }) => {
  if (!options.dryRun && !options.yes) {
    if (!confirm) throw new WrongUseError('Nobody is here to be asked: say --yes to drop without asking.');
    if (!(await confirm('Delete these messages for good?'))) return write('Nothing was dropped.\n');
  }
  const dropped = counter((count) => writeError(`${messages(count)} dropped so far\n`));
  const { selected, taken } = await handleMessages(queue, selectionOf(options), async (message) => {
    if (options.dryRun) return 'left';
    await queue.drop(message);
    return dropped();
  });
  write(options.dryRun ? `${selected} would be dropped\n` : `${taken} dropped\n`);
};

/** Counts what is taken, and tells at every step how much that is. */
function counter(tell: (count: number) => void): () => Handled {
  let count = 0;
  return () => {
    count += 1;
    if (count % progressStep === 0) tell(count);
    return 'taken';
  };
}

export function messages(count: number): string {
  return count === 1 ? '1 message' : `${count} messages`;
}

function selectionOf({ event, since, max }: DlqOptions): Selection {
  return { event, since, max };
}
