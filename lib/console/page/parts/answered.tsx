import type { ComponentChildren } from 'preact';
import { useSpeech } from '../text/language.tsx';
import type { Reading } from '../use-answer.ts';

interface AnsweredProps<Answer> {
  readonly reading: Reading<Answer>;
  readonly children: (answer: Answer) => ComponentChildren;
}

/** What is made of an answer, once there is one; a failure is said, above the last answer if there was one. */
export function Answered<Answer>({ reading: { answer, failed, again }, children }: AnsweredProps<Answer>) {
  const { text } = useSpeech();
  return (
    <>
      {failed && (
        <p class="notice bad" role="alert">
          {text.failed}{' '}
          <button type="button" onClick={again}>
            {text.again}
          </button>
        </p>
      )}
      {answer === undefined ? !failed && <p class="quiet">{text.loading}</p> : children(answer)}
    </>
  );
}
