import { performance } from 'node:perf_hooks';
import type { SignedPush } from './signed-push.ts';

/** How long Weixin waits for the whole answer, in milliseconds. */
export const patience = 5000;
/** How often Weixin pushes again what was not acknowledged. */
export const weixinRetries = 3;

/** By this header of an answer API Gateway names the request, as the callback's log line does. */
export const requestIdHeader = 'apigw-requestid';

/** One connection Weixin made: the answer, or why there was none. */
export type Attempt = {
  readonly milliseconds: number;
  readonly acknowledged: boolean;
} & (
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly body: string;
      /** API Gateway's name of the request. @default none */
      readonly requestId?: string;
    }
  | { readonly outcome: 'failed'; readonly reason: string }
);

export interface DeliveryOptions {
  /** How often it is pushed again, at once, until it is acknowledged. @default 0 */
  readonly retries?: number;
  /** Told of each attempt as it ends. */
  readonly onAttempt?: (attempt: Attempt) => void;
}

/**
 * Pushes as Weixin does, cut after five seconds. Every attempt, a retry too, sends what `sign` makes
 * for it: whether Weixin signs a retry anew is not documented. Resolves to the attempts in their order
 * and never rejects for what the receiver does.
 */
export async function deliver(
  sign: () => SignedPush,
  { retries = 0, onAttempt }: DeliveryOptions = {},
): Promise<readonly Attempt[]> {
  const attempts: Attempt[] = [];
  do {
    const attempt = await attemptTo(sign());
    onAttempt?.(attempt);
    attempts.push(attempt);
  } while (!isAcknowledged(attempts) && attempts.length <= retries);
  return attempts;
}

/** Whether Weixin takes the push as received: the last attempt decides. */
export function isAcknowledged(attempts: readonly Attempt[]): boolean {
  return attempts.at(-1)?.acknowledged ?? false;
}

async function attemptTo(push: SignedPush): Promise<Attempt> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  try {
    const response = await fetch(push.url, {
      method: 'POST',
      headers: { ...push.headers },
      body: push.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    const { status } = response;
    const body = await response.text();
    const requestId = response.headers.get(requestIdHeader);
    const acknowledged = status === 200 && isReply(body);
    return {
      outcome: 'answered',
      status,
      body,
      acknowledged,
      milliseconds: elapsed(),
      ...(requestId !== null && { requestId }),
    };
  } catch (error) {
    return { outcome: 'failed', reason: reasonOf(error), acknowledged: false, milliseconds: elapsed() };
  }
}

/** Nothing, `success`, or a passive reply: whatever else is answered, Weixin pushes again. */
function isReply(body: string): boolean {
  return body === '' || body === 'success' || /^\uFEFF?\s*<(\?xml|xml)[\s>]/.test(body);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} seconds`;
  // fetch itself only says that it failed; its cause says why.
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  return cause.message || ('code' in cause ? String(cause.code) : cause.name);
}
