import type { DayCounter } from '../../../../functions/model/counters.ts';
import { useFormats } from '../about.tsx';
import type { Counted } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';
import { Table } from './table.tsx';

/** The numbers behind a chart of days, newest first, for those who read rather than look. */
export function DaysTable({
  caption,
  counters,
  days,
}: {
  readonly caption: string;
  readonly counters: readonly DayCounter[];
  readonly days: readonly Counted[];
}) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { number } = useFormats();
  return (
    <details>
      <summary>{text.numbers}</summary>
      <Table caption={caption}>
        <thead>
          <tr>
            <th scope="col">{text.day}</th>
            {counters.map((counter) => (
              <th scope="col" class="number" key={counter}>
                {titles.counter(counter)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.date}>
              <th scope="row" class="moment">
                {day.date}
              </th>
              {counters.map((counter) => (
                <td class="number" key={counter}>
                  {number(day[counter] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
