import { expect, it } from 'vitest';
import { firstLimit, type Load } from '../../bench/bill/limits.ts';
import { eventTypes } from '../../functions/model/event-types.ts';

const facts = {
  callbackMegabytes: 512,
  workerMegabytes: 512,
  accessLogLine: 200,
  stageRate: 5000,
  batching: eventTypes.user_scan_product.batching,
};

/** An opened page: a claim and its confirmation, a mark, and the statistics of a batch of a hundred. */
function load(rate: number): Load {
  return { rate, callbacks: rate * 0.035, workers: rate * 0.004, eventsUnits: 3, insightsUnits: 1.1 };
}

it('a new table’s write units are what a thousand events a second meet first', () => {
  expect(firstLimit(load(1000), facts, 'atFirst')).toMatchObject({
    name: 'write units of the Events table',
    used: 0.75,
  });
});

it('of warmed tables no limit of our own is met before five thousand a second', () => {
  expect(firstLimit(load(5000), facts, 'mostWarmed')).toEqual({ name: "the stage's throttle", used: 1 });
});
