import type { DayCounter } from '../../../../functions/model/counters.ts';
import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';

/** The steps of a visit that a merchant pays for. */
const steps = ['opened', 'entered', 'followed'] as const satisfies readonly DayCounter[];

/** How many of those who opened went on. Bars, for a later step may have more than the one before it. */
export function Funnel({ totals }: { readonly totals: Readonly<Record<DayCounter, number>> }) {
  const { text } = useSpeech();
  const { number, share } = useFormats();
  const largest = Math.max(1, ...steps.map((step) => totals[step]));
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
          {steps.map((step) => (
            <tr key={step}>
              <th scope="row">{text[step]}</th>
              <td class="bar">
                <div
                  class="tall"
                  style={{ width: `${(100 * totals[step]) / largest}%`, background: `var(--${step})` }}
                />
              </td>
              <td class="number">{number(totals[step])}</td>
              <td class="number quiet">{share(totals[step], totals.opened)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
