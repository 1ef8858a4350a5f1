import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import type { Handle } from '../../../functions/handlers/handle.ts';
import { runHandler } from '../../../functions/handlers/run-handler.ts';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { queueText } from '../../../functions/model/queue-message.ts';
import { cloudEventOf } from '../../../functions/publishing/cloud-event.ts';
import { logger } from '../../../functions/runtime/telemetry.ts';
import { sampleEvent, samples } from '../../../lib/weixin/samples.ts';

const { user_scan_product: opened, subscribe: followed } = samples;

/** What SQS hands over: one message an event, whose raw delivery is the CloudEvent itself. */
function batchOf(...events: readonly (WeixinEvent | string)[]) {
  const bodies = events.map((event) => (typeof event === 'string' ? event : queueText(cloudEventOf(event))));
  const Records = bodies.map((body, place) => ({ messageId: `message-${place}`, body }));
  return { Records } as unknown as Parameters<ReturnType<typeof runHandler>>[0];
}

let error: MockInstance<typeof logger.error>;
beforeEach(() => {
  error = vi.spyOn(logger, 'error').mockReturnValue();
});
afterEach(() => error.mockRestore());

const context = (milliseconds = 30_000) => ({ getRemainingTimeInMillis: () => milliseconds });

describe('a handler', () => {
  it('gets each event as it was pushed, with the id it was published under', async () => {
    const calls: unknown[] = [];
    const handle: Handle = (event, { id }) => {
      calls.push({ event, id });
    };

    const answer = await runHandler(handle)(batchOf(opened, followed), context());

    expect(answer).toEqual({ batchItemFailures: [] });
    expect(calls).toEqual([opened, followed].map((event) => ({ event, id: cloudEventOf(event).id })));
  });

  it('is handed an emoji and half a character as Weixin pushed them', async () => {
    const odd = sampleEvent('user_scan_product', { City: '揭阳 🇨🇳 \uFFFE' });
    const handle = vi.fn<Handle>();

    await runHandler(handle)(batchOf(odd), context());

    expect(handle.mock.calls[0]?.[0]).toEqual(odd);
  });

  it('that throws at one event gives back that one alone', async () => {
    const handle: Handle = ({ Event }) => {
      if (Event === 'subscribe') throw new Error('no coupon left');
    };

    const answer = await runHandler(handle)(batchOf(opened, followed, opened), context());

    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });

  it('that hangs at one event gives back that one before the function is stopped', async () => {
    vi.useFakeTimers();
    try {
      const handle: Handle = ({ Event }) => (Event === 'subscribe' ? new Promise(() => {}) : undefined);
      const answer = runHandler(handle)(batchOf(opened, followed), context(5000));
      await vi.advanceTimersByTimeAsync(4000);
      expect(await answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
    } finally {
      vi.useRealTimers();
    }
  });

  it('is told how much time is left, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    try {
      const handle = vi.fn<Handle>();
      await runHandler(handle)(batchOf(opened), context(5000));
      expect(handle.mock.calls[0]?.[1].remainingTime()).toBe(5000);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that fails has the message and the error in its log', async () => {
    vi.useFakeTimers();
    try {
      const answer = runHandler(() => new Promise(() => {}))(batchOf(opened), context(5000));
      await vi.advanceTimersByTimeAsync(4000);
      await answer;
      expect(error).toHaveBeenCalledWith(expect.any(String), {
        messageId: 'message-0',
        error: expect.objectContaining({ name: 'HandlerTimeoutError' }),
      });
    } finally {
      vi.useRealTimers();
    }
  });

  it.each(['', '{}', '{"data":{"Event":"user_scan_product"}}', 'null'])(
    'is not called with %j, which is none of our events: it comes again, and dies',
    async (body) => {
      const handle = vi.fn<Handle>();
      const answer = await runHandler(handle)(batchOf(body, opened), context());
      expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
      expect(handle).toHaveBeenCalledTimes(1);
    },
  );
});
