import { setTimeout as pause } from 'node:timers/promises';
import { isProductEvent } from '../../model/event-types.ts';
import { receiverMetrics } from '../../model/metric-names.ts';
import { count } from '../../runtime/embedded-metrics.ts';
import type { PushLog } from '../push-log.ts';
import type { Read } from '../read/read-push.ts';
import type { CallbackRequest } from '../request.ts';
import type { CallbackSettings } from '../settings.ts';
import { attempt } from './attempt.ts';
import { Breaker } from './breaker.ts';
import { replyIn, type TargetReply } from './reply.ts';
import type { ForwardSettings } from './settings.ts';

/**
 * Until when the target may answer, in milliseconds after the push came. Where it may not, Weixin gets its empty
 * 200 while there is time. Where it has to push again, it comes at once, and three times within a second: so its
 * connection is held for as long as API Gateway, which answers for a function after 4.5 s, and Lambda, which ends
 * it after 5, let it be.
 */
const patience = { acknowledge: 3000, retry: 4400 } as const;

/** The target failed, and is to see the push again when Weixin pushes it again. */
export class PushAgainError extends Error {
  override readonly name = 'PushAgainError';
}

/** Passes pushes on to the merchant's own message server. */
export class Forwarder {
  readonly #settings: ForwardSettings;
  readonly #encryption: CallbackSettings['encryption'];
  readonly #breaker = new Breaker();

  constructor(settings: ForwardSettings, encryption: CallbackSettings['encryption']) {
    this.#settings = settings;
    this.#encryption = encryption;
  }

  /**
   * What the target replies; undefined where it is not asked, fails or has nothing to say.
   * @throws {PushAgainError} where Weixin has to push again: never for what this receiver keeps itself
   */
  async forward(request: CallbackRequest, read: Read, log: PushLog): Promise<TargetReply | undefined> {
    const { what, onFailure } = this.#settings;
    if (what === 'others' && read.kind === 'event' && isProductEvent(read.event)) return undefined;
    if (request.isForwarded) return end(log, 'loop');
    if (this.#breaker.isOpen) {
      count(receiverMetrics.forwardFailed);
      return end(log, 'notTried');
    }

    const isHeld = read.kind === 'other' && onFailure === 'retry';
    const until = request.cameAt + patience[isHeld ? 'retry' : 'acknowledge'];
    const ask = () => this.#ask(request, timeLeft(until));
    const asked = await log.step('forward', ask, receiverMetrics.forwardFailed);
    if (asked.ok) {
      this.#breaker.succeeded();
      count(receiverMetrics.forwardFailed, 0);
      end(log, 'answered');
      return asked.value.body.length > 0 ? asked.value : undefined;
    }
    this.#breaker.failed();
    end(log, 'failed');
    if (!isHeld) return undefined;
    await pause(timeLeft(until));
    throw new PushAgainError('the target did not answer');
  }

  async #ask(request: CallbackRequest, milliseconds: number): Promise<TargetReply> {
    const answer = await attempt(this.#settings.target, request, AbortSignal.timeout(milliseconds));
    return replyIn(answer, this.#encryption);
  }
}

/** How forwarding a push ended; `notTried`: after several failures the target is left alone for a while. */
export type Forwarded = 'answered' | 'failed' | 'notTried' | 'loop';

/** Says so in the push's line. */
function end(log: PushLog, forward: Forwarded): undefined {
  log.set({ forward });
}

function timeLeft(until: number): number {
  return Math.max(0, Math.round(until - performance.now()));
}
