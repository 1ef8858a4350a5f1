import { type PushFields, readPushLine } from '../../functions/model/push-line.ts';

/** What of a function's log is worth a line on the terminal. */
export interface ReadableLine {
  readonly text: string;
  readonly isProblem: boolean;
}

/**
 * Makes a line a function printed readable: one line per push, and whatever is wrong.
 * Undefined where there is nothing to tell.
 */
export function readableLine(functionName: string, line: string): ReadableLine | undefined {
  const record = parseRecord(line);
  if (record === undefined) return { text: `${functionName}: ${line}`, isProblem: true };
  const isProblem = ['WARN', 'ERROR', 'CRITICAL'].includes(String(record.level));
  const push = readPushLine(record);
  if (push) return { text: pushLine(push), isProblem };
  return isProblem ? { text: `${functionName}: ${problemIn(record)}`, isProblem } : undefined;
}

type LogRecord = Readonly<Record<string, unknown>>;

function pushLine(push: PushFields): string {
  const { event, keyStandard, keyStr, outcome, reason, totalMs } = push;
  const what = [event, keyStandard, keyStr].filter(Boolean).join(' ') || 'push';
  const why = reason ? ` (${reason})` : '';
  return `${what}: ${outcome}${why}${passedOn(push)}, ${totalMs} ms`;
}

function passedOn({ forward, forwardError }: PushFields): string {
  if (forward === undefined) return '';
  return forward === 'answered' ? ', forwarded' : `, not forwarded (${forwardError ?? forward})`;
}

/**
 * Powertools keeps an error under `error`, as an object with a name and a message; the line of a batch has
 * the errors of what it gives back under their names.
 */
function problemIn({ message, event, givenBack, error, errors }: LogRecord): string {
  const { name, message: detail }: LogRecord = Object(error);
  const reasons = [
    ...(name === undefined ? [] : [`${name}: ${detail}`]),
    ...Object.entries<LogRecord>(Object(errors)).map(([kind, { message: said }]) => `${kind}: ${said}`),
  ];
  const what = givenBack === undefined ? String(message) : `${givenBack} of ${event} given back`;
  return reasons.length === 0 ? what : `${what} (${reasons.join('; ')})`;
}

function parseRecord(line: string): LogRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
