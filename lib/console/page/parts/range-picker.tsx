import { addDays } from '../../../../functions/model/day.ts';
import { longestRange } from '../../../../functions/reads/longest-range.ts';
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

/** The days that are shown: so many up to today, whatever day that is, or these. */
export type RangeChoice = number | Range;

export function rangeOf(choice: RangeChoice, today: string): Range {
  return typeof choice === 'number' ? lastDays(choice, today) : choice;
}

interface RangePickerProps {
  readonly choice: RangeChoice;
  readonly today: string;
  readonly onChange: (choice: RangeChoice) => void;
}

export function RangePicker({ choice, today, onChange }: RangePickerProps) {
  const { text } = useSpeech();
  const range = rangeOf(choice, today);
  const earliest = addDays(today, -longestRange);
  // The picker of a browser gives an empty text, or the year 2, while a day is typed.
  const isShown = (day: string) => earliest <= day && day <= today;
  const changeFrom = (from: string) => {
    if (isShown(from)) onChange({ from, to: range.to < from ? from : range.to });
  };
  const changeTo = (to: string) => {
    if (isShown(to)) onChange({ from: to < range.from ? to : range.from, to });
  };
  return (
    <fieldset class="range">
      <legend class="unseen">{text.range}</legend>
      {lengths.map((count) => (
        <button type="button" key={count} aria-pressed={choice === count} onClick={() => onChange(count)}>
          {text.days(count)}
        </button>
      ))}
      <label>
        {text.from}
        <input
          type="date"
          value={range.from}
          min={earliest}
          max={today}
          onChange={(event) => changeFrom(event.currentTarget.value)}
        />
      </label>
      <label>
        {text.to}
        <input
          type="date"
          value={range.to}
          min={earliest}
          max={today}
          onChange={(event) => changeTo(event.currentTarget.value)}
        />
      </label>
    </fieldset>
  );
}
