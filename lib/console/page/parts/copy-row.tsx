import { useState } from 'preact/hooks';
import { useSpeech } from '../text/language.tsx';

/** A value to be pasted elsewhere. */
export function CopyRow({ name, value }: { readonly name: string; readonly value: string }) {
  const { text } = useSpeech();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div class="copy-row">
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
        <button type="button" aria-label={text.copyOf(name)} onClick={() => void copy()}>
          {copied ? text.copied : text.copy}
        </button>
      </dd>
    </div>
  );
}
