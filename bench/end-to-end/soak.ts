import { performance } from 'node:perf_hooks';
import type { Engines } from '../engines.ts';
import { bytes, digits, spread, table } from '../markdown.ts';
import type { Section } from '../section.ts';
import { summarize } from '../statistics.ts';
import { CountedEvents } from './counted-events.ts';
import { pushAll } from './end-to-end.ts';

const burst = 500;
/** The first third fills caches and heaps. */
const growthAllowed = 1.1;

/** Pushes for so many minutes and looks whether memory stays flat and nothing is lost. */
export async function soak(minutes: number, engines: Engines): Promise<Section> {
  const counted = new CountedEvents();
  const run = await engines.startRun({ onLine: (_name, line) => counted.read(line) });
  try {
    const memory: number[] = [];
    let pushed = 0;
    const endAt = performance.now() + minutes * 60_000;
    while (performance.now() < endAt) {
      await pushAll(run, pushed, burst);
      pushed += burst;
      await counted.until(pushed);
      memory.push(process.memoryUsage.rss());
    }
    const third = Math.floor(memory.length / 3);
    const [middle, end] = [memory.slice(third, 2 * third), memory.slice(-third)].map(summarize);
    if (!middle || !end || third === 0) throw new Error(`${minutes} minutes are too short`);
    const growth = end.median / middle.median;
    const row = (name: string, { median, low, high }: typeof end) => [
      name,
      bytes(median),
      spread({ median: median / middle.median, low: low / middle.median, high: high / middle.median }),
    ];
    return {
      title: `Soak: ${digits(minutes)} minutes`,
      text: [
        `${digits(pushed)} pushes in bursts of ${burst}, every one acknowledged and counted. Memory of the ` +
          'process that holds API, functions and SQS, after each burst:',
        table(['', 'resident', '× middle third'], [row('middle third', middle), row('last third', end)]),
        growth <= growthAllowed ? 'It is flat.' : `**It grew** ${digits(growth)} ×.`,
      ].join('\n\n'),
    };
  } finally {
    await run.stop();
  }
}
