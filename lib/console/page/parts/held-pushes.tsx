import { useAbout, useFormats } from '../about.tsx';
import type { Pipeline } from '../answers.ts';
import { peekCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';

/** Says whether pushes wait for somebody, and what that one runs to look at them. */
export function HeldPushes({ pipeline: { queues, outbox, quarantine } }: { readonly pipeline: Pipeline }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const { stack } = useAbout();
  const held = [
    ...queues.map(({ queue, dead }) => ({ queue, count: dead })),
    { queue: 'quarantine', count: quarantine },
  ].filter(({ count }) => count > 0);
  const underWay = queues.reduce((sum, queue) => sum + queue.waiting + queue.inFlight, outbox);
  if (held.length === 0) {
    return (
      <p class="notice">
        {text.receiving}
        {underWay > 0 && ` · ${text.underWay(number(underWay))}`}
      </p>
    );
  }
  const count = held.reduce((sum, each) => sum + each.count, 0);
  return (
    <div class="notice bad">
      <p>
        {text.needsAttention(number(count))}. {text.lookInto}
      </p>
      {held.map(({ queue }) => (
        <p key={queue}>
          <code>{peekCommand(queue, stack)}</code>
        </p>
      ))}
    </div>
  );
}
