import type { Logger } from '@aws-lambda-powertools/logger';
import type { EventName, WeixinEvent } from '../model/event-types.ts';

/** What a handler knows beside the event. */
export interface HandlerContext {
  /** The same however often the event comes: the key of a conditional write that makes an effect once. */
  readonly id: string;
  /** Writes structured lines to the handler's own log. An openid in it is personal data: shorten it. */
  readonly logger: Logger;
  /** Milliseconds until Lambda stops the function; what is unfinished then comes again. */
  remainingTime(): number;
  /**
   * A secret that the handler's config names, by that name.
   * @throws {Error} where the config names none such, it is no text, or Secrets Manager does not answer
   */
  secret(name: string): Promise<string>;
}

/**
 * The merchant's own code on an event: what a file of handlers/ exports as `handle`. It may be called more
 * than once for one event, in any order; an event whose handling throws comes again, up to ten times, and
 * then waits in the handler's dead-letter queue. In `handlers/all.ts` it gets every type of event.
 */
export type Handle<Name extends EventName = EventName> = (
  event: WeixinEvent<Name>,
  context: HandlerContext,
) => Promise<void> | void;

/** What a handler needs of AWS: what `handlers/NAME.config.ts` exports as `config`. */
export interface HandlerConfig {
  /** Environment variables, by name. No secrets: whoever may look at the function sees them. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Secrets of Secrets Manager, their ARNs by the names that `context.secret` takes. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** What the handler's role may do beside its queue, its log and its secrets. */
  readonly permissions?: readonly {
    readonly actions: readonly string[];
    readonly resources: readonly string[];
  }[];
  /** How long one batch may take, in seconds, 1 to 900. @default 30 */
  readonly timeoutSeconds?: number;
  /** MiB, 128 to 10,240. @default 256 */
  readonly memorySize?: number;
  /** Events handed over at once, 1 to 10. @default 10 */
  readonly batchSize?: number;
  /** How many of the function run at once, 2 to 1,000. @default 5 */
  readonly concurrency?: number;
}
