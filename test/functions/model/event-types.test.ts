import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dashedName, eventNames, eventType, isEventName } from '../../../functions/model/event-types.ts';

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

test('no two counters have one name or one letter, nor two breakdowns of a type', () => {
  const counters = eventNames.flatMap((name) => eventType(name).counter ?? []);
  expectDifferent(counters.map(({ name }) => name));
  expectDifferent(counters.map(({ letter }) => letter));
  const breakdowns = eventNames.map((name) => eventType(name).breakdowns ?? {});
  expectDifferent(breakdowns.flatMap((each) => Object.keys(each)));
  for (const each of breakdowns) expectDifferent(Object.values(each).map(({ letter }) => letter));
});

function expectDifferent(texts: readonly string[]) {
  expect(texts).toEqual([...new Set(texts)]);
}

test.each(['', 'unsubscribed', 'User_Scan_Product', 'toString', '__proto__', 'constructor'])(
  '%j is no product event',
  (name) => {
    expect(isEventName(name)).toBe(false);
  },
);
