import type { Review } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { Pushed } from './pushed.tsx';

/** Why a review decided so; nothing where nobody asks why. */
export function Reason({ review: { result, reasonMsg } }: { readonly review: Review }) {
  const { text } = useSpeech();
  if (reasonMsg !== '') return <Pushed value={reasonMsg} />;
  return result === 'verify_ok' ? null : <span class="quiet">{text.noReason}</span>;
}
