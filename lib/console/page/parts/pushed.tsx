import { useState } from 'preact/hooks';
import { useSpeech } from '../text/language.tsx';
import { visible } from '../visible.ts';

/** Characters of a value that are shown before somebody asks for the rest. */
const mostShown = 40;

/**
 * A value as it was pushed, whoever pushed it: isolated, so that its writing direction stays its own, and
 * clipped where it is long, the whole on demand.
 */
export function Pushed({ value }: { readonly value: string }) {
  const { text } = useSpeech();
  const [whole, setWhole] = useState(false);
  const characters = [...visible(value)];
  if (characters.length <= mostShown) return <bdi>{characters.join('')}</bdi>;
  return (
    <>
      <bdi>{whole ? characters.join('') : clipped(characters)}</bdi>{' '}
      <button
        type="button"
        class="more"
        aria-expanded={whole}
        aria-label={text.wholeValue}
        onClick={() => setWhole(!whole)}
      >
        {whole ? '‹' : '…'}
      </button>
    </>
  );
}

/** The same where it cannot be asked for more, such as inside a link. */
export function PushedShort({ value }: { readonly value: string }) {
  const characters = [...visible(value)];
  return <bdi>{characters.length <= mostShown ? characters.join('') : `${clipped(characters)}…`}</bdi>;
}

function clipped(characters: readonly string[]): string {
  return characters.slice(0, mostShown - 1).join('');
}
