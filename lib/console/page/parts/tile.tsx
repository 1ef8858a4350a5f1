import { useFormats } from '../about.tsx';
import type { Comparison, Uncompared, Without } from '../comparison.ts';
import type { Text } from '../text/en.ts';
import { useSpeech } from '../text/language.tsx';

interface TileProps {
  readonly name: string;
  readonly value: number;
  readonly hint?: string;
  /** A few words below the number. */
  readonly note?: string;
  readonly compared?: {
    /** Such as `yesterday`. */
    readonly name: string;
    readonly with: Comparison | Uncompared;
  };
}

export function Tile({ name, value, hint, note, compared }: TileProps) {
  const { number } = useFormats();
  return (
    <div class="tile" title={hint}>
      <dt>{name}</dt>
      <dd>
        <strong>{number(value)}</strong>
        {note !== undefined && <span class="quiet">{note}</span>}
        {compared && (
          <span class="quiet">
            <Beside name={compared.name} comparison={compared.with} />
          </span>
        )}
      </dd>
    </div>
  );
}

function Beside({
  name,
  comparison,
}: {
  readonly name: string;
  readonly comparison: Comparison | Uncompared;
}) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const before = number(comparison.before);
  if (!('value' in comparison)) return <>{text.wholeDay(name, before)}</>;
  const { value, without } = comparison;
  return (
    <>
      {without !== 'nothing' && `${text.soFar(withoutWords(without, text), number(value))} `}
      {name} {before} <ChangeOf change={value - comparison.before} />
    </>
  );
}

function withoutWords(without: Exclude<Without, 'nothing'>, text: Text): string {
  return without === 'today' ? text.withoutToday : text.untilHour(without.from);
}

/** By how much a number went up or down; a dash where that is not known. */
export function ChangeOf({ change }: { readonly change: number | undefined }) {
  const { number } = useFormats();
  if (change === undefined) return <span class="quiet">–</span>;
  if (change === 0) return <span class="quiet">±0</span>;
  return (
    <span class={change > 0 ? 'up' : 'down'}>
      {change > 0 ? '+' : '−'}
      {number(Math.abs(change))}
    </span>
  );
}
