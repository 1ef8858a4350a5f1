/** Runs in a process of its own: has the deployed callback function handle many pushes, one after the other. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';

/** Of one push, the first ones not counted. */
export interface PushRun {
  /** Milliseconds of processor time. */
  readonly processing: number;
  /** Bytes the function prints: log lines, with the metrics in them. */
  readonly printed: number;
}

type Handler = (event: unknown, context: object) => Promise<{ readonly statusCode: number }>;

const notCounted = 50;

const [file = ''] = process.argv.slice(2);
const [events]: (readonly unknown[])[] = await once(process, 'message');
if (events === undefined) throw new Error('no events');
let printed = 0;
const write: typeof process.stdout.write = (chunk: string | Uint8Array) => {
  printed += Buffer.byteLength(chunk);
  return true;
};
process.stdout.write = write;

const { handler }: { handler: Handler } = await import(file);
await handleAll(events.slice(0, notCounted));
printed = 0;
const before = process.cpuUsage();
await handleAll(events.slice(notCounted));
const { user, system } = process.cpuUsage(before);
const counted = events.length - notCounted;
const run: PushRun = { processing: (user + system) / 1000 / counted, printed: printed / counted };
process.send?.(run, () => process.exit());

async function handleAll(some: readonly unknown[]): Promise<void> {
  for (const event of some) {
    const { statusCode } = await handler(event, { awsRequestId: randomUUID() });
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  }
}
