/** How often a command looks whether it has been left alone, in milliseconds. */
const lookEvery = 250;

/**
 * Aborts when this process is asked to stop: by Ctrl-C, by SIGTERM, or by the end of its parent, since
 * the shell between npm and a script dies of npm's SIGTERM without passing it on.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = () => {
    clearInterval(looking);
    stopping.abort();
  };
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid !== parent) stop();
  }, lookEvery).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  return stopping.signal;
}

/** Waits until the signal is given, or not at all where it was. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
