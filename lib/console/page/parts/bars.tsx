import type { ComponentChildren } from 'preact';
import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';
import { useFirst } from './use-first.tsx';

export interface Bar {
  readonly key: string;
  readonly label: ComponentChildren;
  readonly count: number;
}

interface BarsProps {
  readonly title: string;
  /** In any order. */
  readonly bars: readonly Bar[];
}

const mostBars = 12;

/** Counts side by side, the largest first. */
export function Bars({ title, bars }: BarsProps) {
  const { text } = useSpeech();
  const { number, share } = useFormats();
  const sorted = bars.toSorted((one, other) => other.count - one.count);
  const { shown, others } = useFirst(sorted, mostBars);
  const whole = sorted.reduce((sum, { count }) => sum + count, 0);
  const largest = sorted[0]?.count ?? 1;
  return (
    <section class="card">
      <h2>{title}</h2>
      {sorted.length === 0 && <p class="quiet">{text.nothingCounted}</p>}
      <table class="bars">
        <caption class="unseen">{title}</caption>
        <colgroup>
          <col class="labels" />
          <col />
          <col class="counts" />
          <col class="shares" />
        </colgroup>
        <tbody>
          {shown.map(({ key, label, count }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td class="bar">{count > 0 && <div style={{ width: `${(100 * count) / largest}%` }} />}</td>
              <td class="number">{number(count)}</td>
              <td class="number quiet">{share(count, whole)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {others}
    </section>
  );
}
