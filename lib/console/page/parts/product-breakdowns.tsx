import { useMemo } from 'preact/hooks';
import { sumOfLabels } from '../../../../functions/insights/sums.ts';
import { type DayBreakdown, dayBreakdowns } from '../../../../functions/model/counters.ts';
import type { ProductDay } from '../answers.ts';
import { useTitles } from '../titles.ts';
import { Bars } from './bars.tsx';
import { useLabel } from './label.tsx';

/** Who opened a product, from where, and by what way they came. */
export function ProductBreakdowns({ days }: { readonly days: readonly ProductDay[] }) {
  return (
    <div class="columns">
      {dayBreakdowns.map((breakdown) => (
        <Breakdown key={breakdown} breakdown={breakdown} days={days} />
      ))}
    </div>
  );
}

function Breakdown({
  breakdown,
  days,
}: {
  readonly breakdown: DayBreakdown;
  readonly days: readonly ProductDay[];
}) {
  const titles = useTitles();
  const labelOf = useLabel(breakdown);
  const counts = useMemo(() => sumOfLabels(days, breakdown), [days, breakdown]);
  const bars = [...counts].map(([label, count]) => ({ key: label, label: labelOf(label), count }));
  return <Bars title={titles.breakdown(breakdown)} bars={bars} />;
}
