import { dayCounters } from '../../../../functions/model/counters.ts';
import { useFormats } from '../about.tsx';
import type { AccountDay } from '../answers.ts';
import { useSpeech } from '../text/language.tsx';
import { Table } from './table.tsx';

/** The numbers behind a chart of days, newest first, for those who read rather than look. */
export function DaysTable({
  caption,
  days,
}: {
  readonly caption: string;
  readonly days: readonly AccountDay[];
}) {
  const { text } = useSpeech();
  const { number } = useFormats();
  return (
    <details>
      <summary>{text.numbers}</summary>
      <Table caption={caption}>
        <thead>
          <tr>
            <th scope="col">{text.date}</th>
            {dayCounters.map((counter) => (
              <th scope="col" class="number" key={counter}>
                {text[counter]}
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
              {dayCounters.map((counter) => (
                <td class="number" key={counter}>
                  {number(day[counter])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
