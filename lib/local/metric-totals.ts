/** One metric with one combination of dimensions, added up over a local run. */
export interface MetricTotal {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly sum: number;
  /** How many values were added. */
  readonly samples: number;
  readonly latest: number;
}

interface EmbeddedMetrics {
  readonly Namespace: string;
  readonly Dimensions: readonly (readonly string[])[];
  readonly Metrics: readonly { readonly Name: string }[];
}

/** What CloudWatch would have made of the metrics that functions print (embedded metric format). */
export class MetricTotals {
  readonly #totals = new Map<string, MetricTotal>();

  /** Takes a line a function printed, and adds the metrics in it, if there are any. */
  add(line: string): void {
    const record = parseRecord(line);
    for (const { Namespace, Dimensions, Metrics } of embeddedMetrics(record)) {
      for (const names of Dimensions) {
        const dimensions = Object.fromEntries(names.map((name) => [name, String(record[name])]));
        for (const { Name } of Metrics) this.#addValues(Namespace, Name, dimensions, record[Name]);
      }
    }
  }

  all(): MetricTotal[] {
    return [...this.#totals.values()];
  }

  #addValues(namespace: string, name: string, dimensions: Record<string, string>, values: unknown): void {
    const key = JSON.stringify([namespace, name, dimensions]);
    for (const value of [values].flat().map(Number)) {
      const { sum = 0, samples = 0 } = this.#totals.get(key) ?? {};
      this.#totals.set(key, {
        namespace,
        name,
        dimensions,
        sum: sum + value,
        samples: samples + 1,
        latest: value,
      });
    }
  }
}

function parseRecord(line: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function embeddedMetrics({ _aws }: Readonly<Record<string, unknown>>): readonly EmbeddedMetrics[] {
  const { CloudWatchMetrics }: { CloudWatchMetrics?: unknown } = Object(_aws);
  return Array.isArray(CloudWatchMetrics) ? CloudWatchMetrics : [];
}
