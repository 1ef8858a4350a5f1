import { breakdownTitle, type DayBreakdown } from '../../functions/model/counters.ts';
import { count } from '../../functions/model/plain-text.ts';
import { reportTexts } from '../wording/report.ts';
import { meaningOf } from './meanings.ts';
import { table } from './table.ts';
import type { TerminalReader } from './view.ts';
import { share } from './wording.ts';

const mostLines = 20;
const longestBar = 20;

/** A breakdown's title, and how often each label occurs, the most frequent first, with its part of all and a bar. */
export function breakdownTable(
  breakdown: DayBreakdown,
  labels: readonly (readonly [string, number])[],
  reader: TerminalReader,
): string {
  const { language } = reader;
  const text = reportTexts[language];
  const whole = labels.reduce((sum, [, number]) => sum + number, 0);
  const shown = labels.slice(0, mostLines);
  const largest = Math.max(...shown.map(([, number]) => number));
  const lines = table(
    [
      { header: text.label },
      { header: text.meaning },
      { header: text.events, align: 'right' },
      { header: text.share, align: 'right' },
      { header: '', leaveOut: 1, least: longestBar },
    ],
    shown.map(([label, number]) => [
      label,
      meaningOf(breakdown, label, language),
      count(number),
      share(number, whole),
      '█'.repeat(Math.max(1, Math.round((longestBar * number) / largest))),
    ]),
    reader,
  );
  const left = labels.length - shown.length;
  const more = left === 0 ? '' : `${text.moreLabels(count(left))}\n`;
  return `${breakdownTitle(breakdown)[language]}\n${lines}${more}`;
}
