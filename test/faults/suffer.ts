import { setTimeout as pause } from 'node:timers/promises';
import type { WeixinEvent } from '../../functions/model/event-types.ts';
import { FunctionError } from '../../lib/local/functions/function-error.ts';
import type { Cloud } from './cloud.ts';
import { type Delivery, pushAll } from './delivery.ts';
import type { Rule } from './fault.ts';

// A message is dead after ten.
const mostRounds = 4;

export interface Storm {
  readonly events: readonly WeixinEvent[];
  readonly rules: readonly Rule[];
  /** Whether a worker's answer is lost, so that the message comes again. @default never */
  readonly forgets?: () => boolean;
}

/** Pushes events while faults strike; the workers and the drain go on meanwhile, as well as they can. */
export async function suffer(cloud: Cloud, { events, rules, forgets }: Storm): Promise<Delivery[]> {
  cloud.faults.suffer(rules);
  const isOver = new AbortController();
  const working = work(cloud, isOver.signal, forgets);
  try {
    return await pushAll(cloud, events);
  } finally {
    isOver.abort();
    await cloud.faults.recover();
    await working;
  }
}

async function work(cloud: Cloud, isOver: AbortSignal, forgets?: () => boolean): Promise<void> {
  for (let round = 0; round < mostRounds && !isOver.aborted; round++) {
    await pause(200, undefined, { signal: isOver }).catch(() => undefined);
    await Promise.all([drain(cloud), ...cloud.feeds.map((feed) => feed.round(forgets))]);
  }
}

/** Runs the outbox drain once; a run that fails is made good by the next one. */
export async function drain(cloud: Cloud): Promise<void> {
  try {
    await cloud.functionOf('drain').invoke({});
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error;
  }
}
