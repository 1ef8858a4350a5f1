import { dayCounters, totalCounters } from '../../../../functions/model/counters.ts';
import { useFormats } from '../about.tsx';
import { seriesColour } from '../charts/colours.ts';
import { type Counted, totalOf } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { useTitles } from '../titles.ts';

/** What became of those who opened. Bars, for a later step may have more than the one before it. */
export function Funnel({ days }: { readonly days: readonly Counted[] }) {
  const { text } = useSpeech();
  const titles = useTitles();
  const { number, share } = useFormats();
  const steps = totalCounters.map((step) => ({ step, count: totalOf(days, step) }));
  const opened = totalOf(days, 'opened');
  const largest = Math.max(1, ...steps.map(({ count }) => count));
  return (
    <section class="card">
      <h2>{text.funnel}</h2>
      <table class="bars">
        <caption class="unseen">{text.funnel}</caption>
        <colgroup>
          <col class="steps" />
          <col />
          <col class="counts" />
          <col class="shares" />
        </colgroup>
        <tbody>
          {steps.map(({ step, count }) => (
            <tr key={step}>
              <th scope="row">{titles.counter(step)}</th>
              <td class="bar">
                {count > 0 && (
                  <div
                    class="tall"
                    style={{
                      width: `${(100 * count) / largest}%`,
                      background: seriesColour(dayCounters.indexOf(step)),
                    }}
                  />
                )}
              </td>
              <td class="number">{number(count)}</td>
              <td class="number quiet">{share(count, opened)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
