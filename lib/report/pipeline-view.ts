import type { PipelineReport } from '../../functions/insights/answers.ts';
import { table } from './table.ts';
import type { View } from './view.ts';
import { count } from './wording.ts';

const right = (header: string) => ({ header, align: 'right' }) as const;

export function pipelineView(report: PipelineReport): View {
  const { queues, outbox, quarantine } = report;
  return {
    json: report,
    rows: () => [
      ['queue', 'waiting', 'inFlight', 'dead'],
      ...queues.map(({ queue, waiting, inFlight, dead }) => [queue, waiting, inFlight, dead]),
      ['outbox', outbox, '', ''],
      ['quarantine', quarantine, '', ''],
    ],
    text: () =>
      `${table(
        [{ header: 'Queue' }, right('Waiting'), right('In flight'), right('Dead')],
        queues.map(({ queue, ...depth }) => [
          queue,
          count(depth.waiting),
          count(depth.inFlight),
          count(depth.dead),
        ]),
      )}\nOutbox      ${count(outbox)}\nQuarantine  ${count(quarantine)}\n`,
  };
}
