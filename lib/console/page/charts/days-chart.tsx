import { useMemo } from 'preact/hooks';
import { useFormats } from '../about.tsx';
import { Chart, tooltip } from './chart.tsx';
import { type Colours, useColours } from './colours.ts';

interface DaysChartProps {
  readonly label: string;
  /** Such as 2024-01-31, one a day. */
  readonly dates: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly colour: keyof Colours;
    readonly values: readonly number[];
  }[];
}

/** Lines over days. */
export function DaysChart({ label, dates, series }: DaysChartProps) {
  const colours = useColours();
  const { number } = useFormats();
  const option = useMemo(
    () => ({
      grid: {
        left: 4,
        right: 12,
        top: 34,
        bottom: 4,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      legend: {
        top: 0,
        left: 0,
        icon: 'roundRect',
        itemWidth: 12,
        itemHeight: 4,
        textStyle: { color: colours.text },
      },
      tooltip: {
        ...tooltip(colours),
        trigger: 'axis',
        valueFormatter: (value: unknown) => number(Number(value)),
      },
      xAxis: {
        type: 'category',
        data: dates,
        boundaryGap: false,
        axisLine: { lineStyle: { color: colours.line } },
        axisTick: { show: false },
        axisLabel: { color: colours.quiet, formatter: (date: string) => date.slice(5), hideOverlap: true },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.quiet, formatter: (value: number) => number(value) },
      },
      series: series.map(({ name, colour, values }) => ({
        type: 'line',
        name,
        data: values,
        color: colours[colour],
        symbolSize: 5,
        showSymbol: dates.length <= 31,
        lineStyle: { width: 2 },
      })),
    }),
    [dates, series, colours, number],
  );
  return <Chart label={label} option={option} height={260} />;
}
