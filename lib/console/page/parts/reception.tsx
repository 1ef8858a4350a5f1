import { useAbout, useFormats } from '../about.tsx';
import { href } from '../address.tsx';
import type { Pipeline } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { underWayIn } from '../under-way.ts';
import { useNow } from '../use-now.ts';

interface ReceptionProps {
  readonly pipeline: Pipeline;
  /** When the newest event happened, ISO 8601; null where none ever did. */
  readonly lastEvent: string | null;
}

/** In one line whether pushes arrive, and whether somebody has to do something. */
export function Reception({ pipeline, lastEvent }: ReceptionProps) {
  const { text } = useSpeech();
  const { number, ago } = useFormats();
  const now = useNow();
  const { share } = useAbout();
  const held = pipeline.queues.reduce((sum, queue) => sum + queue.dead, pipeline.quarantine);
  const underWay = underWayIn(pipeline);
  if (held > 0) {
    return (
      <p class="notice bad">
        {text.needsAttention(number(held))}
        {!share && <a href={href(['pipeline'])}>{text.whatToDo}</a>}
      </p>
    );
  }
  if (lastEvent === null && underWay === 0) return <p class="notice busy">{text.waitingForFirst}</p>;
  return (
    <p class="notice">
      {[
        text.receiving,
        lastEvent && text.lastEvent(ago(lastEvent, now)),
        underWay > 0 && text.underWay(number(underWay)),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}
