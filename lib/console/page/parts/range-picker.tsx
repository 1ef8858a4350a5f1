import { addDays } from '../../../../functions/model/day.ts';
import { useSpeech } from '../text/language.tsx';

export interface Range {
  readonly from: string;
  readonly to: string;
}

const lengths = [7, 30, 90];

/** The days that end with this one. */
export function lastDays(count: number, today: string): Range {
  return { from: addDays(today, 1 - count), to: today };
}

interface RangePickerProps {
  readonly range: Range;
  readonly today: string;
  readonly onChange: (range: Range) => void;
}

export function RangePicker({ range, today, onChange }: RangePickerProps) {
  const { text } = useSpeech();
  const isLast = (count: number) => {
    const { from, to } = lastDays(count, today);
    return range.from === from && range.to === to;
  };
  const change = (part: Partial<Range>) => {
    const changed = { ...range, ...part };
    // The picker of a browser gives an empty text while a day is typed.
    if (changed.from !== '' && changed.to !== '' && changed.from <= changed.to) onChange(changed);
  };
  return (
    <fieldset class="range">
      <legend class="unseen">{text.range}</legend>
      {lengths.map((count) => (
        <button
          type="button"
          key={count}
          aria-pressed={isLast(count)}
          onClick={() => onChange(lastDays(count, today))}
        >
          {text.days(count)}
        </button>
      ))}
      <label>
        {text.from}
        <input
          type="date"
          value={range.from}
          max={range.to}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
      </label>
      <label>
        {text.to}
        <input
          type="date"
          value={range.to}
          min={range.from}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </label>
    </fieldset>
  );
}
