/** What was pushed by hand, what went over the wire, and what came back. */
export interface TryAnswer {
  /** The event under Weixin's names: pushed again, it is Weixin's retry. */
  readonly event: Readonly<Record<string, string>>;
  readonly sent: { readonly url: string; readonly body: string };
  readonly acknowledged: boolean;
  /** What became of it, by the callback function's own log line; undefined where that did not come. */
  readonly outcome?: string;
  /** Why, where the outcome has a reason. */
  readonly reason?: string;
  readonly milliseconds: number;
  /** The status answered, or why there was no answer. */
  readonly answer: number | string;
}
