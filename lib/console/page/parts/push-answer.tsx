import { useFormats } from '../about.tsx';
import type { TryAnswer } from '../answers.ts';
import { peekCommand } from '../text/commands.ts';
import { useSpeech } from '../text/language.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { Reply } from './reply.tsx';

/** What came back for a push, and what went over the wire. */
export function PushAnswer({ answer: pushed }: { readonly answer: TryAnswer }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const { acknowledged, fate, answer, milliseconds, fields, sent } = pushed;
  const answered = typeof answer === 'number' ? text.answered(String(answer), number(milliseconds)) : answer;
  return (
    <section class="card">
      <h2>{text.answer}</h2>
      <p role="status">
        <OutcomeBadge outcome={fate?.outcome ?? (acknowledged ? 'acknowledged' : 'notAcknowledged')} />{' '}
        {answered} <span class="quiet">CreateTime {fields.CreateTime}</span>
      </p>
      {fate?.reason !== undefined && <p class="quiet">{fate.reason}</p>}
      <Reply answer={pushed} />
      {fate?.outcome === 'quarantined' && (
        <p class="notice bad">
          {text.unreadable} <code>{peekCommand('quarantine', undefined)}</code>
        </p>
      )}
      <details>
        <summary>{text.whatWasSent}</summary>
        <pre>
          POST {sent.url}
          {'\n\n'}
          {sent.body}
        </pre>
      </details>
    </section>
  );
}
