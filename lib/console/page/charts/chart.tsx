import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'preact/hooks';

use([BarChart, LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

interface ChartProps {
  /** What a screen reader says; the numbers stand in a table beside the chart. */
  readonly label: string;
  readonly option: EChartsCoreOption;
  /** In pixels. */
  readonly height: number;
}

/** A chart as wide as there is room. */
export function Chart({ label, option, height }: ChartProps) {
  const element = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    if (element.current === null) return;
    const drawn = init(element.current);
    chart.current = drawn;
    const observer = new ResizeObserver(() => drawn.resize());
    observer.observe(element.current);
    return () => {
      observer.disconnect();
      drawn.dispose();
    };
  }, []);
  useEffect(() => {
    chart.current?.setOption({ animation: false, ...option }, { notMerge: true });
  }, [option]);
  return <div class="chart" role="img" aria-label={label} ref={element} style={{ height: `${height}px` }} />;
}

/** A tooltip drawn on the canvas: one of HTML would hold pushed text as HTML, and inline styles. */
export function tooltip(colours: { readonly surface: string; readonly line: string; readonly text: string }) {
  return {
    renderMode: 'richText',
    confine: true,
    backgroundColor: colours.surface,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 12 },
  } as const;
}
