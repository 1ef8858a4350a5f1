interface SparklineProps {
  readonly values: readonly number[];
  /** What a screen reader says in its place. */
  readonly label: string;
}

const width = 96;
const height = 22;

export function Sparkline({ values, label }: SparklineProps) {
  const highest = Math.max(1, ...values);
  const step = width / Math.max(1, values.length - 1);
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${y(value, highest)}`);
  return (
    <svg class="sparkline" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={points.join(' ')} />
    </svg>
  );
}

function y(value: number, highest: number): string {
  const margin = 2;
  return (height - margin - (value / highest) * (height - 2 * margin)).toFixed(1);
}
