import { useMemo } from 'preact/hooks';
import { provinceOf } from '../../../../functions/model/regions.ts';
import { useFormats } from '../about.tsx';
import { useSpeech } from '../text/language.tsx';
import { Chart, tooltip } from './chart.tsx';
import { useColours } from './colours.ts';

const rowHeight = 24;

/** Located visitors by province, the most first. */
export function ProvincesChart({
  label,
  counts,
}: {
  readonly label: string;
  readonly counts: ReadonlyMap<string, number>;
}) {
  const colours = useColours();
  const { number } = useFormats();
  const rows = useMemo(() => [...counts].sort(([, one], [, other]) => one - other), [counts]);
  const option = useMemo(
    () => ({
      grid: {
        left: 4,
        right: 48,
        top: 0,
        bottom: 0,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      tooltip: {
        ...tooltip(colours),
        trigger: 'item',
        valueFormatter: (value: unknown) => number(Number(value)),
      },
      xAxis: { type: 'value', show: false },
      yAxis: {
        type: 'category',
        data: rows.map(([name]) => name),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: colours.text },
      },
      series: [
        {
          type: 'bar',
          data: rows.map(([, count]) => count),
          barMaxWidth: 14,
          color: colours.visitors,
          label: {
            show: true,
            position: 'right',
            color: colours.text,
            formatter: ({ value }: { value: number }) => number(value),
          },
        },
      ],
    }),
    [rows, colours, number],
  );
  return <Chart label={label} option={option} height={rows.length * rowHeight + 8} />;
}

/** Counts by RegionCode as counts by province, named in the user's language; Chinese names stand beside English ones. */
export function useProvinces(regions: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const { text, language } = useSpeech();
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const [code, count] of regions) {
      const province = provinceOf(code);
      const named = language === 'zh' ? province?.zh : province && `${province.zh} ${province.en}`;
      const name = named ?? (code === '' ? text.emptyLabel : `${text.otherRegion} ${code}`);
      counts.set(name, (counts.get(name) ?? 0) + count);
    }
    return counts;
  }, [regions, language, text]);
}
