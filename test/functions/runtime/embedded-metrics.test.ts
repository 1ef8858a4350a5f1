import { beforeEach, expect, test } from 'vitest';
import { receiverMetrics } from '../../../functions/model/metric-names.ts';
import { count, takeMetrics } from '../../../functions/runtime/embedded-metrics.ts';
import { MetricTotals } from '../../../lib/local/metric-totals.ts';

// What tests of the same process have left.
beforeEach(() => void takeMetrics());

test('what was counted since the last line is on the next one, and on no other', () => {
  count(receiverMetrics.stepsFailed);
  count(receiverMetrics.refused);
  count(receiverMetrics.stepsFailed);
  const totals = new MetricTotals();
  for (const fields of [takeMetrics(), takeMetrics()]) totals.add(JSON.stringify(fields));
  expect(totals.all()).toMatchObject([
    { name: receiverMetrics.stepsFailed, sum: 2, samples: 2 },
    { name: receiverMetrics.refused, sum: 1, samples: 1 },
  ]);
});

test('a line on which nothing was counted is no line of metrics', () => {
  expect(takeMetrics()).toEqual({});
});
