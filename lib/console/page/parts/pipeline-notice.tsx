import { useFormats } from '../about.tsx';
import type { Pipeline } from '../answers.ts';
import { href } from '../route.ts';
import { useSpeech } from '../text/language.tsx';

/** In one line whether somebody has to do something. */
export function PipelineNotice({
  pipeline: { queues, outbox, quarantine },
}: {
  readonly pipeline: Pipeline;
}) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const dead = queues.reduce((sum, queue) => sum + queue.dead, 0);
  const underWay = queues.reduce((sum, queue) => sum + queue.waiting + queue.inFlight, outbox);
  if (dead + quarantine > 0) {
    return (
      <p class="notice bad">
        {text.needsAttention} <a href={href('pipeline')}>{text.pipeline}</a>
      </p>
    );
  }
  if (underWay > 0) return <p class="notice busy">{text.underWay(number(underWay))}</p>;
  return <p class="notice">{text.allClear}</p>;
}
