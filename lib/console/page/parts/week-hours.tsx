import { useMemo } from 'preact/hooks';
import { weekdayOf } from '../../../../functions/insights/periods.ts';
import { useFormats } from '../about.tsx';
import { levelClass } from '../charts/level.ts';
import type { Counted } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';

const hours = Array.from({ length: 24 }, (_none, hour) => hour);
/** From Monday, by number from 0 for Sunday. */
const weekdays = [1, 2, 3, 4, 5, 6, 0] as const;

/** When people open products: each hour of each day of the week, the busier the darker. */
export function WeekHours({ days }: { readonly days: readonly Counted[] }) {
  const { text } = useSpeech();
  const { number } = useFormats();
  const counts = useMemo(() => countsOf(days), [days]);
  const largest = Math.max(1, ...counts.values());
  return (
    <section class="card">
      <h2>{text.weekHours}</h2>
      <table class="heat">
        <caption class="unseen">{text.weekHours}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th scope="col" key={hour}>
                <span class={hour % 6 === 0 ? '' : 'unseen'}>{hour}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weekdays.map((weekday) => (
            <tr key={weekday}>
              <th scope="row">{text.weekdays[weekday]}</th>
              {hours.map((hour) => {
                const count = counts.get(`${weekday} ${hour}`) ?? 0;
                return (
                  <td
                    key={hour}
                    class={levelClass(count, largest)}
                    title={`${text.weekdays[weekday]} ${hour}:00–${hour + 1}:00 · ${number(count)}`}
                  >
                    <span class="unseen">{number(count)}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function countsOf(days: readonly Counted[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { date, hour = {} } of days) {
    for (const [each, count] of Object.entries(hour)) {
      const key = `${weekdayOf(date)} ${Number(each)}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  }
  return counts;
}
