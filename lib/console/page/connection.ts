import { useEffect, useState } from 'preact/hooks';

/** Whether the server answers: the same for all that is read from it. */
export interface Connection {
  readonly lost: boolean;
  /** Whether the server answers nobody without a share link, and this page has none that is valid. */
  readonly closed: boolean;
  /** When the server answered last, ISO 8601 by its own clock; undefined before it ever did. */
  readonly asOf: string | undefined;
}

const listeners = new Set<(connection: Connection) => void>();
let current: Connection = { lost: false, closed: false, asOf: undefined };

export function noteAnswered(asOf: string): void {
  note({ lost: false, closed: false, asOf });
}

export function noteLost(): void {
  note({ ...current, lost: true });
}

export function noteClosed(): void {
  note({ ...current, closed: true });
}

/** The connection as it is found or lost. */
export function useConnection(): Connection {
  const [connection, setConnection] = useState(current);
  useEffect(() => {
    setConnection(current);
    listeners.add(setConnection);
    return () => {
      listeners.delete(setConnection);
    };
  }, []);
  return connection;
}

function note(next: Connection): void {
  const turned = next.lost !== current.lost || next.closed !== current.closed;
  current = next;
  // Each answer notes its time; who watches wants to know when that changes what is shown.
  if (turned) for (const listener of listeners) listener(current);
}
