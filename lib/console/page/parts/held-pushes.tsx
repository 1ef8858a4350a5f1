import { useAbout, useFormats } from '../about.tsx';
import type { Pipeline } from '../answers.ts';
import { peekCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';
import { underWayIn } from '../under-way.ts';

/** Says whether pushes wait for somebody, and what that one runs to look at them. */
export function HeldPushes({ pipeline }: { readonly pipeline: Pipeline }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const { stack } = useAbout();
  const held = [
    ...pipeline.queues.map(({ queue, dead }) => ({ queue, count: dead })),
    { queue: 'quarantine', count: pipeline.quarantine },
  ].filter(({ count }) => count > 0);
  const underWay = underWayIn(pipeline);
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
