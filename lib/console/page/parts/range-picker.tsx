import { periodNames } from '../../../../functions/insights/periods.ts';
import { addDays } from '../../../../functions/model/day.ts';
import { longestRange } from '../../../../functions/reads/longest-range.ts';
import { useAbout } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';
import { chooseDays, chooseRange, useRange } from '../use-range.ts';

/** Chooses the days that the whole view is about. */
export function RangePicker() {
  const { text } = useSpeech();
  const { today } = useAbout();
  const {
    period: { from, to },
    name,
  } = useRange();
  const earliest = addDays(today, -longestRange);
  // The picker of a browser gives an empty text, or the year 2, while a day is typed.
  const isShown = (day: string) => earliest <= day && day <= today;
  const changeFrom = (day: string) => {
    if (isShown(day)) chooseDays(day, to < day ? day : to);
  };
  const changeTo = (day: string) => {
    if (isShown(day)) chooseDays(day < from ? day : from, day);
  };
  const choose = (value: string) => {
    const chosen = periodNames.find((each) => each === value);
    if (chosen) chooseRange(chosen);
  };
  return (
    <fieldset class="range">
      <legend class="unseen">{text.range}</legend>
      <select
        aria-label={text.range}
        value={name ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {name === undefined && <option value="">{text.pickedDays}</option>}
        {periodNames.map((each) => (
          <option key={each} value={each}>
            {text.periods[each]}
          </option>
        ))}
      </select>
      <span class="dates">
        <input
          type="date"
          aria-label={text.from}
          value={from}
          min={earliest}
          max={today}
          onChange={(event) => changeFrom(event.currentTarget.value)}
        />
        <span aria-hidden="true">–</span>
        <input
          type="date"
          aria-label={text.to}
          value={to}
          min={earliest}
          max={today}
          onChange={(event) => changeTo(event.currentTarget.value)}
        />
      </span>
    </fieldset>
  );
}
