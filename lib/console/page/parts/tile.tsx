import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';

interface TileProps {
  readonly name: string;
  readonly value: number;
  readonly hint?: string;
  /** The same of the day before. */
  readonly before?: number;
  /** A few words below the number, in place of the day before. */
  readonly note?: string;
}

export function Tile({ name, value, hint, before, note }: TileProps) {
  const { text } = useSpeech();
  const { number } = useFormats();
  return (
    <div class="tile" title={hint}>
      <dt>{name}</dt>
      <dd>
        <strong>{number(value)}</strong>
        {before !== undefined && (
          <span class="quiet">
            {text.yesterday} {number(before)} <Change value={value} before={before} />
          </span>
        )}
        {note !== undefined && <span class="quiet">{note}</span>}
      </dd>
    </div>
  );
}

function Change({ value, before }: { readonly value: number; readonly before: number }) {
  const { number } = useFormats();
  const difference = value - before;
  if (difference === 0) return <span>±0</span>;
  return (
    <span class={difference > 0 ? 'up' : 'down'}>
      {difference > 0 ? '+' : '−'}
      {number(Math.abs(difference))}
    </span>
  );
}
