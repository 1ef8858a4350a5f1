import { useMemo } from 'preact/hooks';
import { Chart } from './chart.tsx';
import { type Colours, useColours } from './colours.ts';

interface FunnelChartProps {
  readonly label: string;
  readonly steps: readonly {
    readonly name: string;
    readonly colour: keyof Colours;
    readonly value: number;
    readonly note: string;
  }[];
}

/** How many of the first go on to the next. */
export function FunnelChart({ label, steps }: FunnelChartProps) {
  const colours = useColours();
  const option = useMemo(() => {
    const largest = Math.max(1, ...steps.map(({ value }) => value));
    return {
      series: [
        {
          type: 'funnel',
          sort: 'none',
          left: 0,
          right: '46%',
          top: 4,
          bottom: 4,
          min: 0,
          max: largest,
          minSize: '2%',
          gap: 3,
          label: { position: 'right', color: colours.text, fontSize: 13, formatter: '{b}' },
          labelLine: { length: 8, lineStyle: { color: colours.line } },
          itemStyle: { borderWidth: 0 },
          emphasis: { disabled: true },
          data: steps.map(({ name, colour, value, note }) => ({
            name: `${name}  ${note}`,
            value,
            itemStyle: { color: colours[colour] },
          })),
        },
      ],
    };
  }, [steps, colours]);
  return <Chart label={label} option={option} height={200} />;
}
