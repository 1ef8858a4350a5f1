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
  const sorted = [...counts].sort(([, one], [, other]) => other - one);
  const [shown, others] = [sorted.slice(0, mostBars), sorted.slice(mostBars)];
  const [all, left] = [sumOf(sorted), sumOf(others)];
  const largest = sorted[0]?.[1] ?? 1;
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
          {shown.map(([label, count]) => (
            <tr key={label}>
              <th scope="row">{label === '' ? text.emptyLabel : label}</th>
              <td class="bar">
                <div style={{ width: `${(100 * count) / largest}%` }} />
              </td>
              <td class="number">{number(count)}</td>
              <td class="number quiet">{share(count, all)}</td>
            </tr>
          ))}
          {others.length > 0 && (
            <tr class="quiet">
              <th scope="row" colSpan={2}>
                {text.otherLabels(number(others.length))}
              </th>
              <td class="number">{number(left)}</td>
              <td class="number">{share(left, all)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function sumOf(counts: readonly (readonly [string, number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}
