import { useCallback, useState } from 'preact/hooks';
import { useAbout } from '../about.tsx';
import type { JournalEntry } from '../answers.ts';
import { useConnection } from '../connection.ts';
import { HeldPushes } from '../parts/held-pushes.tsx';
import { LastPushes } from '../parts/last-pushes.tsx';
import { Queues } from '../parts/queues.tsx';
import { useSpeech } from '../text/language.tsx';
import { useAnswer } from '../use-answer.ts';
import { useLive } from '../use-live.ts';
import { useTitle } from '../use-title.ts';

/** What waits, is under way or went wrong, as it changes. */
export function PipelineView() {
  const { text } = useSpeech();
  const { stack } = useAbout();
  useTitle(text.pipeline);
  const { lost } = useConnection();
  const before = useAnswer<{ readonly pushes: readonly JournalEntry[] }>('api/pushes');
  const [since, setSince] = useState<readonly JournalEntry[]>([]);
  const live = useLive(useCallback((entry) => setSince((entries) => [entry, ...entries].slice(0, 100)), []));
  return (
    <>
      <div class="heading">
        <h1>{text.pipeline}</h1>
        {!lost && (
          <span class={`badge ${live.connected ? 'good' : 'busy'}`} role="status">
            {live.connected ? text.live : text.connecting}
          </span>
        )}
      </div>
      {live.pipeline && <HeldPushes pipeline={live.pipeline} />}
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
