import { useEffect, useState } from 'preact/hooks';
import { recordOf } from '../../../../functions/model/record-of.ts';

const names = ['text', 'quiet', 'line', 'surface'] as const;
const seriesColours = [1, 2, 3, 4, 5, 6] as const;

/** The page's colours, for what is drawn rather than styled. */
export type Colours = Readonly<Record<(typeof names)[number], string>> & {
  /** One a counter, in the counters' order. */
  readonly series: readonly string[];
};

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

/** The style sheet's name for the colour of the counter with that place among all of them. */
export function seriesColour(index: number): string {
  return `var(--series-${(index % seriesColours.length) + 1})`;
}

function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return { ...recordOf(names, colour), series: seriesColours.map((number) => colour(`series-${number}`)) };
}
