import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';

/** The first of a long list, and below it the way to the others; all of them once somebody asked. */
export function useFirst<Item>(
  items: readonly Item[],
  most: number,
): { readonly shown: readonly Item[]; readonly others: ComponentChildren } {
  const { text } = useSpeech();
  const { number } = useFormats();
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, most);
  const hidden = items.length - shown.length;
  const others = hidden > 0 && (
    <p class="pages">
      <button type="button" onClick={() => setAll(true)}>
        {text.showOthers(number(hidden))}
      </button>
    </p>
  );
  return { shown, others };
}
