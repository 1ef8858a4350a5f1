import { useSpeech } from '../text/language.tsx';

const tones: Readonly<Record<string, string>> = {
  enqueued: 'good',
  outboxed: 'busy',
  deduplicationBypassed: 'busy',
  quarantined: 'bad',
  refused: 'bad',
  notTaken: 'bad',
};

/** What was made of a push, by the name it has in the log. */
export function OutcomeBadge({ outcome }: { readonly outcome: string }) {
  const { text } = useSpeech();
  return <span class={`badge ${tones[outcome] ?? ''}`}>{text.outcomeNames[outcome] ?? outcome}</span>;
}
