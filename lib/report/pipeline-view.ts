import type { PipelineReport } from '../../functions/insights/answers.ts';
import { reportTexts } from '../wording/report.ts';
import { inColumns } from './printable.ts';
import { table } from './table.ts';
import type { TerminalReader, View } from './view.ts';
import { count } from './wording.ts';

const right = (header: string) => ({ header, align: 'right' }) as const;

export function pipelineView(report: PipelineReport): View {
  const { queues, outbox, quarantine } = report;
  return {
    json: report,
    rows: ({ language }) => {
      const text = reportTexts[language];
      return [
        [text.queue, text.waiting, text.inFlight, text.dead],
        ...queues.map(({ queue, waiting, inFlight, dead }) => [queue, waiting, inFlight, dead]),
        [text.outbox, outbox, '', ''],
        [text.quarantine, quarantine, '', ''],
      ];
    },
    text: (reader) => pipelineText(report, reader),
  };
}

function pipelineText({ queues, outbox, quarantine }: PipelineReport, reader: TerminalReader): string {
  const text = reportTexts[reader.language];
  const depths = table(
    [{ header: text.queue }, right(text.waiting), right(text.inFlight), right(text.dead)],
    queues.map(({ queue, waiting, inFlight, dead }) => [queue, count(waiting), count(inFlight), count(dead)]),
    reader,
  );
  const line = (title: string, number: number) => `${inColumns(title, 10)}  ${count(number)}\n`;
  return `${depths}\n${line(text.outbox, outbox)}${line(text.quarantine, quarantine)}`;
}
