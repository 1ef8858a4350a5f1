import type { ComponentChildren } from 'preact';
import { useConnection } from '../connection.ts';
import { useSpeech } from '../text/language.tsx';
import type { Reading } from '../use-answer.ts';

interface AnsweredProps<Answer> {
  readonly reading: Reading<Answer>;
  readonly children: (answer: Answer) => ComponentChildren;
}

/**
 * What is made of an answer, once there is one; a failure is said, above the last answer if there was one.
 * That nobody answers at all is said elsewhere, for the whole page.
 */
export function Answered<Answer>({ reading: { answer, failed, again }, children }: AnsweredProps<Answer>) {
  const { text } = useSpeech();
  const { lost } = useConnection();
  return (
    <>
      {failed && !lost && (
        <p class="notice bad" role="alert">
          {text.failed}{' '}
          <button type="button" onClick={again}>
            {text.again}
          </button>
        </p>
      )}
      {answer === undefined ? !failed && !lost && <p class="quiet">{text.loading}</p> : children(answer)}
    </>
  );
}
