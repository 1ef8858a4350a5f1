import { expect, test } from 'vitest';
import { runs } from '../../support/length.ts';
import { explore, type Meeting } from './explore.ts';
import { type Protocol, protocol } from './services.ts';
import type { State } from './state.ts';

const both = {
  name: 'a worker with two messages and one with one of them',
  messages: [[0, 1], [1]],
} as const;
const meetings: readonly (Meeting & { readonly name: string })[] = [
  { ...both, faults: runs(1, 2) },
  { name: 'two workers with one message', messages: [[0], [0]], faults: 2 },
];

function whatIsWrong({ counted, visitors, done, workers, late }: State): string | undefined {
  if (counted.some((times) => times > 1)) return 'an event is counted twice';
  if (visitors > 1) return 'a visitor is counted twice';
  if (done.some((isDone, event) => isDone && counted[event] !== 1)) return 'a done event is not counted';
  const isOver = late === undefined && workers.every(({ at }) => at === 'ended');
  const areBothDone = done.every((isDone) => isDone);
  return isOver && areBothDone && visitors !== 1 ? 'a visitor is not counted' : undefined;
}

test.each(meetings)('$name count each event once, whatever goes wrong, $faults times at most', (meeting) => {
  const states = [...explore(meeting, protocol)];
  expect(states.length).toBeGreaterThan(10_000);
  expect(states.map(whatIsWrong).filter((wrong) => wrong !== undefined)).toEqual([]);
});

test('without a fault both events are counted, unless workers abort each other till the model ends', () => {
  const ends = [...explore({ ...both, faults: 0 }, protocol)].filter(({ workers }) =>
    workers.every(({ at }) => at === 'ended'),
  );
  const unspent = ends.filter(({ records }) => records.includes(undefined));
  expect(unspent.length).toBeGreaterThan(0);
  expect(unspent.map(({ counted, visitors }) => `${counted} ${visitors}`)).toEqual(
    unspent.map(() => '1,1 1'),
  );
});

test.each(Object.keys(protocol) as (keyof Protocol)[])('without %s something counts wrong', (rule) => {
  const rules = { ...protocol, [rule]: false };
  const isWrongIn = (meeting: Meeting) => {
    for (const state of explore(meeting, rules)) if (whatIsWrong(state) !== undefined) return true;
    return false;
  };
  expect(meetings.some(isWrongIn)).toBe(true);
});
