import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { sumOfLabels } from '../../../../functions/insights/sums.ts';
import type { DayBreakdown } from '../../../../functions/model/counters.ts';
import type { DayDetails } from '../answers.ts';
import { useTitles } from '../titles.ts';
import { Bars } from './bars.tsx';
import { useLabel } from './label.tsx';

interface BreakdownsProps {
  readonly breakdowns: readonly DayBreakdown[];
  readonly days: readonly DayDetails[];
  /** Cards in front of them. */
  readonly children?: ComponentChildren;
}

/** Events by what they say: each breakdown a card. */
export function Breakdowns({ breakdowns, days, children }: BreakdownsProps) {
  return (
    <div class="columns">
      {children}
      {breakdowns.map((breakdown) => (
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
  readonly days: readonly DayDetails[];
}) {
  const titles = useTitles();
  const labelOf = useLabel(breakdown);
  const counts = useMemo(() => sumOfLabels(days, breakdown), [days, breakdown]);
  const bars = [...counts].map(([label, count]) => ({ key: label, label: labelOf(label), count }));
  return <Bars title={titles.breakdown(breakdown)} bars={bars} />;
}
