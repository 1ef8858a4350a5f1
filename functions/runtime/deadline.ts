import { setMaxListeners } from 'node:events';

/** Too little of the function's time is left to start anything more. */
export class OutOfTimeError extends Error {
  override readonly name = 'OutOfTimeError';
}

/** How long a batch may take; what it has not done by then goes back to the queue. */
export interface Deadline {
  /** Ends calls under way while the function can still answer. */
  readonly signal: AbortSignal;
  /** @throws {OutOfTimeError} where nothing more should be started */
  check(): void;
}

/** In milliseconds before the function is stopped: when nothing more is started, when calls are ended. */
const lastStart = 5000;
const lastCall = 1500;

/** @param remaining milliseconds until Lambda stops the function */
export function deadlineIn(remaining: number): Deadline {
  const lastStartAt = performance.now() + remaining - lastStart;
  return {
    signal: forManyCalls(AbortSignal.timeout(Math.max(0, remaining - lastCall))),
    check() {
      if (performance.now() >= lastStartAt) throw new OutOfTimeError('the function is running out of time');
    },
  };
}

/** That of a command, which its user may end, and which then goes on where it ended: it never comes. */
export function noDeadline(): Deadline {
  return { signal: forManyCalls(new AbortController().signal), check() {} };
}

/** Every call under way listens to it, and Node.js takes more than ten for a leak. */
function forManyCalls(signal: AbortSignal): AbortSignal {
  setMaxListeners(0, signal);
  return signal;
}
