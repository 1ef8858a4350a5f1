import type { ForwardingFigures, PipelineReport } from '../../functions/insights/answers.ts';
import { count } from '../../functions/model/plain-text.ts';
import { reportTexts } from '../wording/report.ts';
import { inColumns } from './columns.ts';
import { table } from './table.ts';
import type { TerminalReader, View } from './view.ts';

const right = (header: string) => ({ header, align: 'right' }) as const;

export function pipelineView(report: PipelineReport): View {
  const { queues, outbox, quarantine, forwarding } = report;
  return {
    json: report,
    rows: ({ language }) => {
      const text = reportTexts[language];
      return [
        [text.queue, text.waiting, text.inFlight, text.dead],
        ...queues.map(({ queue, waiting, inFlight, dead }) => [queue, waiting, inFlight, dead]),
        [text.outbox, outbox, '', ''],
        [text.quarantine, quarantine, '', ''],
        ...(forwarding ? forwardingRows(forwarding, text).map(([name, value]) => [name, value, '', '']) : []),
      ];
    },
    text: (reader) => pipelineText(report, reader),
  };
}

type Text = (typeof reportTexts)['en'];

function forwardingRows(
  { forwarded, failed, p99Milliseconds }: ForwardingFigures,
  text: Text,
): readonly (readonly [string, number])[] {
  return [
    [text.forwarded, forwarded],
    [text.forwardFailed, failed],
    ...(p99Milliseconds === null ? [] : [[text.forwardP99, Math.round(p99Milliseconds)] as const]),
  ];
}

function pipelineText(report: PipelineReport, reader: TerminalReader): string {
  const { queues, outbox, quarantine, forwarding } = report;
  const text = reportTexts[reader.language];
  const depths = table(
    [{ header: text.queue }, right(text.waiting), right(text.inFlight), right(text.dead)],
    queues.map(({ queue, waiting, inFlight, dead }) => [queue, count(waiting), count(inFlight), count(dead)]),
    reader,
  );
  const line = (title: string, number: number) => `${inColumns(title, 10)}  ${count(number)}\n`;
  const held = `${line(text.outbox, outbox)}${line(text.quarantine, quarantine)}`;
  if (!forwarding) return `${depths}\n${held}`;
  const width = 24;
  const forwarded = forwardingRows(forwarding, text).map(
    ([title, number]) => `${inColumns(title, width)}  ${count(number)}\n`,
  );
  return `${depths}\n${held}\n${forwarded.join('')}`;
}
