import { useMemo } from 'preact/hooks';
import { useFormats } from '../about.tsx';
import type { Counted } from '../counted.ts';
import { useSpeech } from '../text/language.tsx';
import { Chart, tooltip } from './chart.tsx';
import { useColours } from './colours.ts';

const hours = Array.from({ length: 24 }, (_none, hour) => hour);

/** How often a product is opened at each hour of the day. */
export function HoursChart({ days }: { readonly days: readonly Counted[] }) {
  const { text } = useSpeech();
  const colours = useColours();
  const { number } = useFormats();
  const counts = useMemo(
    () => hours.map((hour) => days.reduce((sum, day) => sum + (day.hour?.[String(hour)] ?? 0), 0)),
    [days],
  );
  const option = useMemo(
    () => ({
      grid: {
        left: 4,
        right: 4,
        top: 10,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: {
        ...tooltip(colours),
        trigger: 'axis',
        valueFormatter: (value: unknown) => number(Number(value)),
      },
      xAxis: {
        type: 'category',
        data: hours.map((hour) => `${hour}:00`),
        axisLine: { lineStyle: { color: colours.line } },
        axisTick: { show: false },
        axisLabel: { color: colours.quiet, interval: 5 },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.quiet, formatter: (value: number) => number(value) },
      },
      series: [{ type: 'bar', data: counts, color: colours.series[0], barCategoryGap: '20%' }],
    }),
    [counts, colours, number],
  );
  const said = counts.flatMap((count, hour) => (count > 0 ? [`${hour}:00 ${count}`] : [])).join(', ');
  return <Chart label={`${text.hours}: ${said}`} option={option} height={160} />;
}
