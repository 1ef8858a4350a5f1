import { useFormats } from '../about.tsx';
import type { TryAnswer } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';

/** What came back for a push, and what went over the wire. */
export function PushAnswer({ answer: pushed }: { readonly answer: TryAnswer }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const { acknowledged, answer, milliseconds, event, sent } = pushed;
  const answered = typeof answer === 'number' ? text.answered(String(answer), number(milliseconds)) : answer;
  return (
    <section class="card">
      <h2>{text.answer}</h2>
      <p role="status">
        <span class={`badge ${acknowledged ? 'good' : 'bad'}`}>
          {acknowledged ? text.acknowledged : text.notAcknowledged}
        </span>{' '}
        {answered} <span class="quiet">CreateTime {event.CreateTime}</span>
      </p>
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
