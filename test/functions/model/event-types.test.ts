import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { envelopeFields } from '../../../functions/model/event-type.ts';
import {
  dashedName,
  eventNames,
  eventType,
  fieldOf,
  isEventName,
} from '../../../functions/model/event-types.ts';
import { handlerOfQueue, handlerQueueName } from '../../../functions/model/handler-queue.ts';
import { samples } from '../../../lib/weixin/samples.ts';

test.each(eventNames)('%s has a worker’s file named after it', (name) => {
  expect(existsSync(new URL(`../../../functions/workers/${dashedName(name)}.ts`, import.meta.url))).toBe(
    true,
  );
});

test.each(eventNames)('%s requires, identifies and breaks down by fields it has', (name) => {
  const { fields, required, identity, breakdowns = {} } = eventType(name);
  const mentioned = [...required, ...identity, ...Object.values(breakdowns).flatMap(({ of }) => of)];
  expect(fields).toEqual(expect.arrayContaining(mentioned));
});

test.each(eventNames)(
  '%s has a sample of its own fields and no others, named as Weixin names fields',
  (name) => {
    const { fields, sample } = eventType(name);
    expect(Object.keys(sample).sort()).toEqual([...envelopeFields, ...fields].sort());
    for (const field of fields) expect(field).toMatch(/^[A-Z][A-Za-z]+$/);
  },
);

test('whoever unfollows is to be forgotten, as Weixin demands', () => {
  expect(eventNames.filter((name) => eventType(name).forgets)).toContain('unsubscribe');
});

test.each(['KeyStr', 'constructor', ''])('an event without a field %j has no text there', (field) => {
  expect(fieldOf(samples.unsubscribe, field)).toBe('');
});

test.each(eventNames)('%s is fed to its worker in a way that Lambda takes from SQS', (name) => {
  const { size, windowSeconds, concurrency } = eventType(name).batching;
  expect(size).toBeGreaterThanOrEqual(1);
  expect(size).toBeLessThanOrEqual(windowSeconds > 0 ? 10_000 : 10);
  expect(concurrency).toBeGreaterThanOrEqual(2);
  expect(concurrency).toBeLessThanOrEqual(1000);
});

test('the handler of a queue is known by the queue’s name, and an event’s queue has none', () => {
  expect(handlerOfQueue(handlerQueueName('all'))).toBe('all');
  expect(handlerOfQueue('on-user-scan-product')).toBe('user-scan-product');
  expect(handlerOfQueue('user-scan-product')).toBeUndefined();
});

test('no two counters have one name or one letter, nor two breakdowns of a type', () => {
  const counters = eventNames.flatMap((name) => eventType(name).counter ?? []);
  expectDifferent(counters.map(({ name }) => name));
  expectDifferent(counters.map(({ letter }) => letter));
  for (const { name, letter } of counters) expect([name, letter]).toEqual([/./, /^[a-z]$/].map(matching));
  const breakdowns = eventNames.map((name) => eventType(name).breakdowns ?? {});
  expectDifferent(breakdowns.flatMap((each) => Object.keys(each)));
  for (const each of breakdowns) expectDifferent(Object.values(each).map(({ letter }) => letter));
});

const matching = (form: RegExp) => expect.stringMatching(form);

function expectDifferent(texts: readonly string[]) {
  expect(texts).toEqual([...new Set(texts)]);
}

test.each(['', 'unsubscribed', 'User_Scan_Product', 'toString', '__proto__', 'constructor'])(
  '%j is no product event',
  (name) => {
    expect(isEventName(name)).toBe(false);
  },
);
