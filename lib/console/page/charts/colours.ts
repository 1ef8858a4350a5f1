import { useEffect, useState } from 'preact/hooks';
import { recordOf } from '../../../../functions/model/record-of.ts';

const names = ['text', 'quiet', 'line', 'surface', 'opened', 'visitors', 'followed'] as const;

/** The page's colours, for what is drawn rather than styled. */
export type Colours = Readonly<Record<(typeof names)[number], string>>;

/** The colours of the style sheet, and again when the user turns from light to dark. */
export function useColours(): Colours {
  const [colours, setColours] = useState(readColours);
  useEffect(() => {
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setColours(readColours());
    scheme.addEventListener('change', follow);
    return () => scheme.removeEventListener('change', follow);
  }, []);
  return colours;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  return recordOf(names, (name) => style.getPropertyValue(`--${name}`).trim());
}
