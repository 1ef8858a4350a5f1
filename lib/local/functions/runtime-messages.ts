/** What a worker thread is started with. */
export interface RuntimeData {
  /** URL of the bundle's file. */
  readonly file: string;
  readonly exportName: string;
  readonly functionName: string;
}

export interface Invocation {
  readonly requestId: string;
  /** The event as JSON: a function never shares objects with its caller. */
  readonly payload: string;
  /** When the function's time is over, in milliseconds since 1970. */
  readonly deadline: number;
}

/** The handler's answer as JSON, or what it threw; the first says that the bundle is loaded. */
export type Outcome =
  | { readonly payload: string }
  | { readonly errorType: string; readonly errorMessage: string; readonly stack?: string | undefined };
