import { expect, it } from 'vitest';
import { publishingTable } from '../../bench/bill/publishing-bill.ts';
import { type PublishingCost, requestsOf } from '../../bench/bill/publishing-cost.ts';
import { eventTypes } from '../../functions/model/event-types.ts';

const facts = {
  callbackMegabytes: 512,
  workerMegabytes: 512,
  accessLogLine: 200,
  stageRate: 5000,
  batching: eventTypes.user_scan_product.batching,
};
/** Batches of ten, and functions that take no time. */
const publishing: PublishingCost = {
  messageBytes: 500,
  requests: 0.1,
  calls: 0,
  processing: 0,
  handler: {
    megabytes: 256,
    batchSize: 10,
    processing: 0,
    printed: 0,
    idle: { dollars: 0.46, aboveFree: 0.4 },
  },
};

it.each([
  [1, 1],
  [64 * 1024, 1],
  [64 * 1024 + 1, 2],
  [256 * 1024, 4],
])('a batch of %i bytes is %i requests of SNS', (bytes, requests) => {
  expect(requestsOf(bytes)).toBe(requests);
});

it('publishing ten at a time costs a tenth of a request, and a handler its deliveries and invocations beside', () => {
  const lines = publishingTable(publishing, facts, 5e-6, 8e-6).split('\n');
  expect(lines).toContain('| SNS: requests | 0.05 | 0.05 | 0.05 |');
  expect(lines).toContain('| SQS: delivery, receive, delete | 0 | 0.48 | 1.2 |');
  expect(lines).toContain('| handler: request | 0 | 0.02 | 0.2 |');
  expect(lines.find((line) => line.startsWith('| with the bill above, one product'))).toMatch(/ 5\.05 \|/);
});
