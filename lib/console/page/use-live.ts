import { useEffect, useRef, useState } from 'preact/hooks';
import type { JournalEntry, Pipeline } from './answers.ts';
import { noteAnswered, noteLost } from './connection.ts';

export interface Live {
  readonly connected: boolean;
  readonly pipeline: Pipeline | undefined;
  /** Each queue's number of waiting messages, oldest first. */
  readonly waiting: ReadonlyMap<string, readonly number[]>;
}

const samplesKept = 90;

/** The pipeline as the server tells of it, and each push as it is answered. */
export function useLive(onPush: (entry: JournalEntry) => void): Live {
  const [live, setLive] = useState<Live>({ connected: false, pipeline: undefined, waiting: new Map() });
  const told = useRef(onPush);
  told.current = onPush;
  useEffect(() => {
    const source = new EventSource('api/live');
    source.addEventListener('error', () => {
      noteLost();
      setLive((before) => ({ ...before, connected: false }));
    });
    source.addEventListener('unread', () => setLive((before) => ({ ...before, connected: false })));
    source.addEventListener('push', ({ data }) => told.current(JSON.parse(data)));
    source.addEventListener('pipeline', ({ data }) => {
      noteAnswered(new Date().toISOString());
      const pipeline: Pipeline = JSON.parse(data);
      setLive(({ waiting }) => ({ connected: true, pipeline, waiting: appended(waiting, pipeline) }));
    });
    return () => source.close();
  }, []);
  return live;
}

function appended(before: Live['waiting'], { queues }: Pipeline): Live['waiting'] {
  return new Map(
    queues.map(({ queue, waiting }) => [queue, [...(before.get(queue) ?? []), waiting].slice(-samplesKept)]),
  );
}
