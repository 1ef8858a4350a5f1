import { resultOf } from '../../../report/meanings.ts';
import type { Review } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { PushedShort } from './pushed.tsx';

const tones: Readonly<Record<string, string>> = { verify_ok: 'good', verify_not_pass: 'bad' };

/** What Weixin decided; a result nobody knows is shown as it was pushed. */
export function ReviewBadge({ review }: { readonly review: Review | null }) {
  const { text } = useSpeech();
  if (review === null) return <span class="quiet">{text.reviewNone}</span>;
  const { result } = review;
  // A result is as pushed: it may be called `constructor`.
  const tone = Object.hasOwn(tones, result) ? tones[result] : '';
  return (
    <span class={`badge ${tone}`}>
      <PushedShort value={resultOf(review, text)} />
    </span>
  );
}
