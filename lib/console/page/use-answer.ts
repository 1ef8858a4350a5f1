import { useCallback, useEffect, useState } from 'preact/hooks';
import { DisconnectedError, getChanged, type Tagged } from './api.ts';
import { useConnection } from './connection.ts';

export interface Reading<Answer> {
  /** The last answer to this very question. */
  readonly answer: Answer | undefined;
  /** The server answered, but not with this. */
  readonly failed: boolean;
  readonly again: () => void;
}

interface State {
  readonly path: string | undefined;
  readonly failed: boolean;
  readonly shown: Tagged<unknown> | undefined;
}

/** How soon a server that is gone is asked again, in milliseconds. */
const patience = 3000;
/** Answers kept for whoever comes back to a view. */
const mostKept = 50;
const kept = new Map<string, Tagged<unknown>>();

/**
 * Asks the API, and again at an interval while the page can be seen; an undefined path asks nothing. The
 * last answer stays until there is another.
 */
export function useAnswer<Answer>(path: string | undefined, everyMilliseconds?: number): Reading<Answer> {
  const [state, setState] = useState<State>({ path, failed: false, shown: undefined });
  const [asked, setAsked] = useState(0);
  const { lost } = useConnection();
  const interval = lost ? Math.min(patience, everyMilliseconds ?? patience) : everyMilliseconds;
  useEffect(() => {
    if (path === undefined) return;
    const leaving = new AbortController();
    const note = (failed: boolean) => {
      const next = { path, failed, shown: kept.get(path) };
      // What is as it was need not be drawn again.
      setState((before) => (isSame(before, next) ? before : next));
    };
    const ask = async () => {
      try {
        const answered = await getChanged(path, keptAnswer<Answer>(path), leaving.signal);
        if (leaving.signal.aborted) return;
        keep(path, answered);
        note(false);
      } catch (error) {
        if (!leaving.signal.aborted) note(!(error instanceof DisconnectedError));
      }
    };
    const askIfSeen = () => {
      if (document.visibilityState === 'visible') void ask();
    };
    void ask();
    const timer = interval === undefined ? undefined : setInterval(askIfSeen, interval);
    document.addEventListener('visibilitychange', askIfSeen);
    return () => {
      leaving.abort();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', askIfSeen);
    };
  }, [path, interval, asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  return {
    answer: path === undefined ? undefined : keptAnswer<Answer>(path)?.answer,
    failed: state.path === path && state.failed,
    again,
  };
}

function isSame(one: State, other: State): boolean {
  return one.path === other.path && one.failed === other.failed && one.shown === other.shown;
}

function keptAnswer<Answer>(path: string): Tagged<Answer> | undefined {
  // What is kept of a path is what was answered to it.
  return kept.get(path) as Tagged<Answer> | undefined;
}

function keep(path: string, answered: Tagged<unknown>): void {
  kept.delete(path);
  kept.set(path, answered);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
