import { useCallback, useState } from 'preact/hooks';
import { dashedName, eventNames } from '../../../../functions/model/event-types.ts';
import { useAbout, useFormats } from '../about.tsx';
import type { JournalEntry, Pipeline } from '../answers.ts';
import { LastPushes } from '../parts/last-pushes.tsx';
import { PipelineNotice } from '../parts/pipeline-notice.tsx';
import { Sparkline } from '../parts/sparkline.tsx';
import { Table } from '../parts/table.tsx';
import { Tile } from '../parts/tile.tsx';
import type { Text } from '../text/en.ts';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { type Live, useLive } from '../use-live.ts';

/** What waits, is under way or went wrong, as it changes. */
export function PipelineView() {
  const { text } = useSpeech();
  const { stack } = useAbout();
  const before = useAnswer<{ readonly pushes: readonly JournalEntry[] }>('api/pushes');
  const [since, setSince] = useState<readonly JournalEntry[]>([]);
  const live = useLive(useCallback((entry) => setSince((entries) => [entry, ...entries].slice(0, 100)), []));
  return (
    <>
      <div class="heading">
        <h1>{text.pipeline}</h1>
        <span class={`badge ${live.connected ? 'good' : 'busy'}`} role="status">
          {live.connected ? text.live : text.connecting}
        </span>
      </div>
      {live.pipeline && <PipelineNotice pipeline={live.pipeline} />}
      {live.pipeline && <Queues pipeline={live.pipeline} waiting={live.waiting} />}
      {stack === undefined ? (
        <LastPushes pushes={merged(since, before.answer?.pushes ?? [])} />
      ) : (
        <p class="quiet">{text.noPushLog}</p>
      )}
    </>
  );
}

/** Both lists as one: what was told live may also have been in the answer. */
function merged(since: readonly JournalEntry[], before: readonly JournalEntry[]): readonly JournalEntry[] {
  const entries = new Map([...before, ...since].map((entry) => [`${entry.at} ${entry.number}`, entry]));
  return [...entries.values()].toSorted(newestFirst).slice(0, 100);
}

/** Numbers begin anew with each local run, times do not. */
function newestFirst(one: JournalEntry, other: JournalEntry): number {
  return one.at === other.at ? other.number - one.number : one.at < other.at ? 1 : -1;
}

interface QueuesProps {
  readonly pipeline: Pipeline;
  readonly waiting: Live['waiting'];
}

function Queues({ pipeline: { queues, outbox, quarantine }, waiting }: QueuesProps) {
  const { text } = useSpeech();
  const { number } = useFormats();
  return (
    <>
      <section class="card">
        <Table caption={text.pipeline}>
          <thead>
            <tr>
              <th scope="col">{text.queue}</th>
              <th scope="col" class="number">
                {text.waiting}
              </th>
              <th scope="col" class="number">
                {text.inFlight}
              </th>
              <th scope="col" class="number">
                {text.dead}
              </th>
              <th scope="col" class="wide">
                {text.depth}
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, waiting: depth, inFlight, dead }) => (
              <tr key={queue}>
                <th scope="row">
                  {eventName(queue, text)} <span class="code quiet wide">{queue}</span>
                </th>
                <td class="number">{number(depth)}</td>
                <td class="number">{number(inFlight)}</td>
                <td class="number">
                  {dead > 0 ? <span class="badge bad">{number(dead)}</span> : number(dead)}
                </td>
                <td class="wide">
                  <Sparkline values={waiting.get(queue) ?? []} label={text.depthOf(queue)} />
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </section>
      <dl class="tiles">
        <Tile name={text.outbox} value={outbox} note={text.outboxHint} />
        <Tile name={text.quarantine} value={quarantine} note={text.quarantineHint} />
      </dl>
    </>
  );
}

/** The event in the user's words, for a queue named after one. */
function eventName(queue: string, text: Text): string {
  const name = eventNames.find((event) => queue === event || queue === dashedName(event));
  return name === undefined ? queue : text.eventNames[name];
}
