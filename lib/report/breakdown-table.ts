import type { DayBreakdown } from '../../functions/model/counters.ts';
import { table } from './table.ts';
import { count, meaningOf, share } from './wording.ts';

const mostLines = 20;
const longestBar = 20;

/** How often each label occurs, the most frequent first, with its part of all and a bar. */
export function breakdownTable(
  breakdown: DayBreakdown,
  labels: readonly (readonly [string, number])[],
): string {
  const whole = labels.reduce((sum, [, number]) => sum + number, 0);
  const shown = labels.slice(0, mostLines);
  const largest = Math.max(...shown.map(([, number]) => number));
  const lines = table(
    [
      { header: 'Label' },
      { header: 'Meaning' },
      { header: 'Events', align: 'right' },
      { header: 'Share', align: 'right' },
      { header: '' },
    ],
    shown.map(([label, number]) => [
      label,
      meaningOf(breakdown, label),
      count(number),
      share(number, whole),
      '█'.repeat(Math.max(1, Math.round((longestBar * number) / largest))),
    ]),
  );
  const left = labels.length - shown.length;
  return left === 0 ? lines : `${lines}… and ${count(left)} more; all of them with --json or --csv\n`;
}
