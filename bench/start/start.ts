/** Runs in a process of its own: loads a function's bundle, has it handle one event, tells how long it took. */

/** Milliseconds; the first two of processor time, the last since the process was started. */
export interface Start {
  readonly importing: number;
  readonly processing: number;
  readonly answered: number;
  readonly status: number;
}

type Handler = (event: unknown, context: object) => Promise<{ readonly statusCode: number }>;

const [file = '', event = 'null'] = process.argv.slice(2);
const beforeImport = process.cpuUsage();
const { handler }: { handler: Handler } = await import(file);
const importing = milliseconds(process.cpuUsage(beforeImport));
const { statusCode } = await handler(JSON.parse(event), { awsRequestId: 'start' });
const start: Start = {
  importing,
  processing: milliseconds(process.cpuUsage()),
  answered: performance.now(),
  status: statusCode,
};
process.send?.(start, () => process.exit());

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
