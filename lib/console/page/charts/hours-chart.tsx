import { useMemo } from 'preact/hooks';
import type { Counted } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { Chart } from './chart.tsx';
import { useColours } from './colours.ts';
import { useAxes } from './use-axes.ts';

const hours = Array.from({ length: 24 }, (_none, hour) => hour);
const clock = { data: hours.map((hour) => `${hour}:00`), label: { interval: 5 } };

/** How often a product is opened at each hour of the day. */
export function HoursChart({ days }: { readonly days: readonly Counted[] }) {
  const { text } = useSpeech();
  const colours = useColours();
  const axes = useAxes(clock);
  const counts = useMemo(
    () => hours.map((hour) => days.reduce((sum, day) => sum + (day.hour?.[String(hour)] ?? 0), 0)),
    [days],
  );
  const option = useMemo(
    () => ({
      ...axes,
      series: [{ type: 'bar', data: counts, color: colours.series[0], barCategoryGap: '20%' }],
    }),
    [axes, counts, colours],
  );
  const said = counts.flatMap((count, hour) => (count > 0 ? [`${hour}:00 ${count}`] : [])).join(', ');
  return <Chart label={`${text.hours}: ${said}`} option={option} height={160} />;
}
