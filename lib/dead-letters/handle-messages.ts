import type { EventName } from '../../functions/model/event-types.ts';
import type { HeldMessage } from './held-message.ts';
import type { HeldQueue } from './held-queue.ts';

/** Which messages an operator means. */
export interface Selection {
  /** Only events of this type. @default any message */
  readonly event?: EventName | undefined;
  /** Only what was received then. @default any time */
  readonly isReceivedIn?: ((receivedAt: Date) => boolean) | undefined;
  /** Only messages of these ids. @default any */
  readonly ids?: ReadonlySet<string> | undefined;
  /** At most so many. */
  readonly max: number;
}

/** What happened to a message: taken off the queue, or left on it and given back. */
export type Handled = 'taken' | 'left';

/**
 * Shows each selected message to `handle`, in the order SQS gives them, and gives back all that it did not
 * take, also where something fails.
 * @returns the ids of those selected, and how many of them were taken
 */
export async function handleMessages(
  queue: HeldQueue,
  selection: Selection,
  handle: (message: HeldMessage) => Promise<Handled>,
): Promise<{ readonly selected: readonly string[]; readonly taken: number }> {
  const most = Math.min(selection.max, selection.ids?.size ?? Number.POSITIVE_INFINITY);
  const held: HeldMessage[] = [];
  const selected: string[] = [];
  let taken = 0;
  try {
    for await (const message of queue.messages()) {
      held.push(message);
      if (!isSelected(message, selection)) continue;
      selected.push(message.messageId);
      if ((await handle(message)) === 'taken') {
        taken += 1;
        held.pop();
      }
      if (selected.length >= most) break;
    }
  } finally {
    // One that was held for too long is back by itself: its receipt is no longer good for anything.
    await Promise.allSettled(held.map((message) => queue.giveBack(message)));
  }
  return { selected, taken };
}

function isSelected({ messageId, content, sentAt }: HeldMessage, selection: Selection): boolean {
  const { event, ids, isReceivedIn } = selection;
  if (ids !== undefined && !ids.has(messageId)) return false;
  if (event !== undefined && (content.kind === 'unreadable' || content.event.Event !== event)) return false;
  const receivedAt = content.receivedAt === undefined ? sentAt : new Date(content.receivedAt);
  return isReceivedIn?.(receivedAt) ?? true;
}
