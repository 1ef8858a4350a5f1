import { useCallback, useEffect, useState } from 'preact/hooks';

export interface Reading<Answer> {
  /** The last answer to this very question. */
  readonly answer: Answer | undefined;
  readonly failed: boolean;
  readonly again: () => void;
}

/** Asks the API, and again at an interval while the page can be seen. A failure keeps the last answer. */
export function useAnswer<Answer>(path: string, everyMilliseconds?: number): Reading<Answer> {
  const [state, setState] = useState<{ path: string; answer?: Answer; failed: boolean }>({
    path,
    failed: false,
  });
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      try {
        const answer = await getJson<Answer>(path, leaving.signal);
        setState({ path, answer, failed: false });
      } catch {
        if (leaving.signal.aborted) return;
        setState((before) => (before.path === path ? { ...before, failed: true } : { path, failed: true }));
      }
    };
    void ask();
    const timer = everyMilliseconds
      ? setInterval(() => document.visibilityState === 'visible' && void ask(), everyMilliseconds)
      : undefined;
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [path, everyMilliseconds, asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  const current = state.path === path ? state : undefined;
  return { answer: current?.answer, failed: current?.failed ?? false, again };
}

export async function getJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return readJson(await fetch(path, signal ? { signal } : {}));
}

export async function postJson<Answer>(path: string, body: unknown): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  return readJson(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** A path with its query; what is undefined is left out. */
export function withQuery(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${path}?${new URLSearchParams(given)}`;
}

async function readJson<Answer>(response: Response): Promise<Answer> {
  if (response.status === 400) throw new Error(await response.text());
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
