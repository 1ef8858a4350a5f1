import { expect, test } from 'vitest';
import { sumOfChannels, sumOfDays, sumOfLabels } from '../../../functions/insights/sums.ts';
import { channelCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';

const none = recordOf(channelCounters, () => 0);

test('days are added up counter by counter', () => {
  const days = [
    { opened: 1, visitors: 1 },
    { opened: 5, visitors: 2 },
  ];
  expect(sumOfDays(days, ['opened', 'visitors'])).toEqual({ opened: 6, visitors: 3 });
  expect(sumOfDays([], ['opened'])).toEqual({ opened: 0 });
});

test('labels of several days are added up, the most frequent first', () => {
  const sums = sumOfLabels([{ sex: { 1: 1, 2: 2 } }, { sex: { 0: 4, 1: 2 } }], 'sex');
  expect([...sums]).toEqual([
    ['0', 4],
    ['1', 3],
    ['2', 2],
  ]);
});

test('channels of several days are added up, the one that was opened most often first', () => {
  const sums = sumOfChannels([
    { channel: { shelf: { ...none, opened: 1, located: 9 }, constructor: { ...none, opened: 2 } } },
    { channel: { poster: { ...none, opened: 3 }, shelf: { ...none, entered: 1 } } },
  ]);
  expect([...sums]).toEqual([
    ['poster', { ...none, opened: 3 }],
    ['constructor', { ...none, opened: 2 }],
    ['shelf', { ...none, opened: 1, entered: 1, located: 9 }],
  ]);
});
