/** Runs in a process of its own: has a deployed function handle many events, one after the other. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

/** What the process is told to do. */
export interface FunctionRunPlan {
  readonly events: readonly object[];
  /** So many of them only warm up. */
  readonly notCounted: number;
}

/** Of one of the events that count. */
export interface FunctionRun {
  /** Milliseconds of processor time. */
  readonly processing: number;
  /** Bytes the function prints: log lines, with the metrics in them. */
  readonly printed: number;
  /** What the function answered to each event, the first ones included. */
  readonly answers: readonly unknown[];
}

type Handler = (event: unknown, context: object) => Promise<unknown>;

const timeLeft = 30_000;

const [file = ''] = process.argv.slice(2);
const [plan]: FunctionRunPlan[] = await once(process, 'message');
if (plan === undefined) throw new Error('no events');
const { events, notCounted } = plan;
let printed = 0;
const write: typeof process.stdout.write = (chunk: string | Uint8Array) => {
  printed += Buffer.byteLength(chunk);
  return true;
};
process.stdout.write = write;

const { handler }: { handler: Handler } = await import(file);
const answers: unknown[] = [];
await handleAll(events.slice(0, notCounted));
printed = 0;
const before = process.cpuUsage();
await handleAll(events.slice(notCounted));
const { user, system } = process.cpuUsage(before);
const counted = events.length - notCounted;
const run: FunctionRun = {
  processing: (user + system) / 1000 / counted,
  printed: printed / counted,
  answers,
};
process.send?.(run, () => process.exit());

async function handleAll(some: readonly object[]): Promise<void> {
  for (const event of some) {
    const context = { awsRequestId: randomUUID(), getRemainingTimeInMillis: () => timeLeft };
    answers.push(await handler(event, context));
  }
}
