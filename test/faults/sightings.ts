import type { MetricTotal } from '../../lib/local/metric-totals.ts';
import type { Attempt } from '../../lib/weixin/deliver.ts';
import type { Cloud } from './cloud.ts';
import type { Caller } from './fault.ts';

/** One answer of the HTTP API. */
export type Seen = Pick<Attempt, 'milliseconds'> & { readonly status: number };

type Totals = ReadonlyMap<string, Pick<MetricTotal, 'sum' | 'samples'>>;

/** What is seen of a failure, as the services that measure it see it. */
export class Sightings {
  readonly answers: Seen[] = [];
  readonly #cloud: Cloud;
  readonly #printedBefore: Totals;
  /** By the function's logical id: how its runs ended. */
  readonly #runs = new Map<string, boolean[]>();
  /** By the queue's URL, in seconds. */
  readonly #ages = new Map<string, number>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
    this.#printedBefore = totals(cloud);
  }

  sawAttempts(attempts: readonly Attempt[]): void {
    for (const attempt of attempts) {
      if (attempt.outcome === 'answered') this.answers.push(attempt);
    }
  }

  sawRun(caller: Caller, succeeded: boolean): void {
    const { logicalId } = this.#cloud.functionOf(caller).definition;
    this.#runs.set(logicalId, [...(this.#runs.get(logicalId) ?? []), succeeded]);
  }

  sawAge(queueUrl: string, seconds: number): void {
    this.#ages.set(queueUrl, Math.max(seconds, this.ageOn(queueUrl)));
  }

  /** How many answers had a status of that hundred. */
  answered(hundred: number): number {
    return this.answers.filter(({ status }) => Math.floor(status / 100) === hundred).length;
  }

  /** Of so few answers as a test makes, the slowest is the 99th of a hundred. */
  slowest(): number | undefined {
    return this.answers.length === 0
      ? undefined
      : Math.max(...this.answers.map(({ milliseconds }) => milliseconds));
  }

  /** Undefined where the function did not run. */
  errorsOf(logicalId: string): number | undefined {
    return this.#runs.get(logicalId)?.filter((succeeded) => !succeeded).length;
  }

  ageOn(queueUrl: string): number {
    return this.#ages.get(queueUrl) ?? 0;
  }

  /** What the functions' own lines wrote of a metric meanwhile; undefined where none did. */
  printed(
    { namespace, name, dimensions }: Pick<MetricTotal, 'namespace' | 'name' | 'dimensions'>,
    statistic: 'Sum' | 'Average',
  ): number | undefined {
    const key = keyOf({ namespace, name, dimensions });
    const now = totals(this.#cloud).get(key) ?? nothing;
    const before = this.#printedBefore.get(key) ?? nothing;
    const [sum, samples] = [now.sum - before.sum, now.samples - before.samples];
    if (samples === 0) return undefined;
    return statistic === 'Sum' ? sum : sum / samples;
  }
}

const nothing = { sum: 0, samples: 0 };

function totals({ metrics }: Cloud): Totals {
  return new Map(metrics.all().map((total) => [keyOf(total), total]));
}

function keyOf({
  namespace,
  name,
  dimensions,
}: Pick<MetricTotal, 'namespace' | 'name' | 'dimensions'>): string {
  return JSON.stringify([namespace, name, dimensions]);
}
