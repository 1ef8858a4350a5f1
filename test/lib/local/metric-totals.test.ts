import { expect, test } from 'vitest';
import { MetricTotals } from '../../../lib/local/metric-totals.ts';

function embedded(values: Record<string, unknown>, dimensions: string[][] = [['service']]): string {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: 'Count' }));
  const _aws = { Timestamp: 0, CloudWatchMetrics: [{ Namespace: 'Shop', Dimensions: dimensions, Metrics }] };
  return JSON.stringify({ _aws, service: 'till', event: 'sale', ...values });
}

test('values are added up by metric and dimensions', () => {
  const totals = new MetricTotals();
  totals.add(embedded({ Sold: 2 }));
  totals.add(embedded({ Sold: [1, 4], Waiting: 7 }));
  totals.add(embedded({ Sold: 1 }, [['service', 'event']]));
  const common = { namespace: 'Shop' };
  expect(totals.all()).toEqual([
    { ...common, name: 'Sold', dimensions: { service: 'till' }, sum: 7, samples: 3, latest: 4 },
    { ...common, name: 'Waiting', dimensions: { service: 'till' }, sum: 7, samples: 1, latest: 7 },
    {
      ...common,
      name: 'Sold',
      dimensions: { service: 'till', event: 'sale' },
      sum: 1,
      samples: 1,
      latest: 1,
    },
  ]);
});

test.each(['plain text', '{"_aws":{"CloudWatchMetrics":5}}', '{"message":"push"}', '"text"', 'null'])(
  'the line %s is not one of metrics',
  (line) => {
    const totals = new MetricTotals();
    totals.add(line);
    expect(totals.all()).toEqual([]);
  },
);
