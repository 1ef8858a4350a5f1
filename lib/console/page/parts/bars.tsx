import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';

interface BarsProps {
  readonly title: string;
  /** Counts by label, in any order. */
  readonly counts: ReadonlyMap<string, number>;
}

const mostBars = 12;

/** Counts side by side, the largest first. */
export function Bars({ title, counts }: BarsProps) {
  const { text } = useSpeech();
  const { number, share } = useFormats();
  const sorted = [...counts].sort(([, one], [, other]) => other - one).slice(0, mostBars);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
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
          {sorted.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label === '' ? text.emptyLabel : label}</th>
              <td class="bar">
                <div style={{ width: `${(100 * count) / (sorted[0]?.[1] ?? 1)}%` }} />
              </td>
              <td class="number">{number(count)}</td>
              <td class="number quiet">{share(count, all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
