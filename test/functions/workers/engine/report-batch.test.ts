import { afterEach, describe, expect, it, vi } from 'vitest';
import { logger } from '../../../../functions/runtime/telemetry.ts';
import type { BatchOutcome } from '../../../../functions/workers/engine/process-batch.ts';
import { reportBatch } from '../../../../functions/workers/engine/report-batch.ts';

const outcome: BatchOutcome = {
  messages: 5,
  events: 4,
  counted: 3,
  alreadyCounted: 1,
  transactions: 2,
  conflicts: 1,
  failures: [],
};

afterEach(() => vi.restoreAllMocks());

describe('a batch is told', () => {
  it('in a line that needs nobody, where all of it was processed', () => {
    const line = vi.spyOn(logger, 'info').mockImplementation(() => {});
    reportBatch('subscribe', outcome, 12.345);
    const { failures, ...numbers } = outcome;
    const told = { event: 'subscribe', ...numbers, givenBack: 0, durationMs: 12.3 };
    expect(line.mock.calls).toEqual([['batch', told]]);
  });

  it('as a warning with each error, what it said first and which messages met it, where some came back', () => {
    const line = vi.spyOn(logger, 'warn').mockImplementation(() => {});
    const failures = [
      { messageIds: ['a', 'b'], error: new RangeError('first') },
      { messageIds: ['c'], error: new RangeError('second') },
      { messageIds: ['d'], error: 'thrown' },
    ];
    reportBatch('subscribe', { ...outcome, failures }, 100);
    expect(line.mock.calls).toMatchObject([
      [
        'batch',
        {
          givenBack: 4,
          errors: {
            RangeError: { message: 'first', messageIds: ['a', 'b', 'c'] },
            string: { message: '', messageIds: ['d'] },
          },
        },
      ],
    ]);
  });
});
