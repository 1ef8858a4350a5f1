/** One part of docs/benchmarks.md. */
export interface Section {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

/** How thoroughly to measure. */
export type Effort = 'full' | 'quick';
