import { useMemo } from 'preact/hooks';
import { useFormats } from '../about.tsx';
import { tooltip } from './chart.tsx';
import { useColours } from './colours.ts';

/** What stands below a chart of counts: a category each, in their order. */
interface Categories {
  readonly data: readonly string[];
  /** How they are labelled, beside their colour, as ECharts has it. */
  readonly label: object;
}

/** The frame of a chart of counts: categories below, counts on the left, a tooltip. */
export function useAxes({ data, label }: Categories) {
  const colours = useColours();
  const { number } = useFormats();
  return useMemo(
    () => ({
      grid: {
        left: 4,
        right: 12,
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
        data,
        axisLine: { lineStyle: { color: colours.line } },
        axisTick: { show: false },
        axisLabel: { color: colours.quiet, ...label },
      },
      yAxis: {
        type: 'value',
        minInterval: 1,
        splitLine: { lineStyle: { color: colours.line } },
        axisLabel: { color: colours.quiet, formatter: (value: number) => number(value) },
      },
    }),
    [data, label, colours, number],
  );
}
