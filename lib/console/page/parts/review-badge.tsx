import type { Review } from '../answers.ts';
import type { Text } from '../text/en.ts';
import { useSpeech } from '../text/language.tsx';
import { PushedShort } from './pushed.tsx';

const results: Readonly<Record<string, { readonly tone: string; readonly word: (text: Text) => string }>> = {
  verify_ok: { tone: 'good', word: (text) => text.reviewPassed },
  verify_not_pass: { tone: 'bad', word: (text) => text.reviewFailed },
};

/** What Weixin decided; a result nobody knows is shown as it was pushed. */
export function ReviewBadge({ review }: { readonly review: Review | null }) {
  const { text } = useSpeech();
  if (review === null) return <span class="quiet">{text.reviewNone}</span>;
  const known = Object.hasOwn(results, review.result) ? results[review.result] : undefined;
  return (
    <span class={`badge ${known?.tone ?? ''}`}>
      {known ? known.word(text) : <PushedShort value={review.result} />}
    </span>
  );
}

export function reviewWord(review: Review | null, text: Text): string {
  if (review === null) return '';
  return (
    (Object.hasOwn(results, review.result) ? results[review.result]?.word(text) : undefined) ?? review.result
  );
}
