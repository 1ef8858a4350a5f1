import { useMemo, useState } from 'preact/hooks';
import { type DayCounter, dayCounters } from '../../../../functions/model/counters.ts';
import type { Counted } from '../counted.ts';
import { useTitles } from '../titles.ts';
import { Chart } from './chart.tsx';
import { seriesColour, useColours } from './colours.ts';
import { useAxes } from './use-axes.ts';

/** What is drawn before the reader chooses. */
const drawnFirst: readonly DayCounter[] = ['opened', 'visitors', 'followed'];
/** Days from which on bars would be thinner than the gaps between them. */
const tooManyForBars = 120;
const dayLabel = { formatter: (date: string) => date.slice(5), hideOverlap: true };

interface CountersChartProps {
  readonly label: string;
  readonly counters: readonly DayCounter[];
  readonly days: readonly Counted[];
}

/** Counters day by day: the first one as bars, so that it and the lines do not hide each other. */
export function CountersChart({ label, counters, days }: CountersChartProps) {
  const titles = useTitles();
  const [drawn, setDrawn] = useState(drawnFirst);
  const shown = useMemo(() => counters.filter((counter) => drawn.includes(counter)), [counters, drawn]);
  const option = useOption(shown, days);
  const turn = (counter: DayCounter) =>
    setDrawn(drawn.includes(counter) ? drawn.filter((each) => each !== counter) : [...drawn, counter]);
  return (
    <>
      <div class="legend">
        {counters.map((counter) => (
          <button
            type="button"
            class="series"
            key={counter}
            aria-pressed={drawn.includes(counter)}
            onClick={() => turn(counter)}
          >
            <span class="key" style={{ background: seriesColour(dayCounters.indexOf(counter)) }} />
            {titles.counter(counter)}
          </button>
        ))}
      </div>
      <Chart label={label} option={option} height={240} />
    </>
  );
}

function useOption(counters: readonly DayCounter[], days: readonly Counted[]) {
  const titles = useTitles();
  const colours = useColours();
  const dates = useMemo(() => ({ data: days.map(({ date }) => date), label: dayLabel }), [days]);
  const axes = useAxes(dates);
  return useMemo(
    () => ({
      ...axes,
      series: counters.map((counter) => ({
        name: titles.counter(counter),
        data: days.map((day) => day[counter] ?? 0),
        color: colours.series[dayCounters.indexOf(counter) % colours.series.length],
        ...(counter === dayCounters[0] ? filled(days.length) : line(days.length)),
      })),
    }),
    [counters, days, colours, axes, titles],
  );
}

function filled(days: number) {
  return days < tooManyForBars
    ? { type: 'bar', barCategoryGap: '30%', itemStyle: { opacity: 0.55 } }
    : { type: 'line', showSymbol: false, lineStyle: { width: 0 }, areaStyle: { opacity: 0.45 } };
}

function line(days: number) {
  return { type: 'line', symbolSize: 5, showSymbol: days <= 31, lineStyle: { width: 2 } };
}
