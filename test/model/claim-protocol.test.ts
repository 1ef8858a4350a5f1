import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cases } from '../support/length.ts';
import { explore, isKept, isTwiceOnQueue } from './explore.ts';
import { type Protocol, protocol } from './services.ts';
import { initialState } from './state.ts';

const document = await readFile(new URL('../../docs/claim-protocol.md', import.meta.url), 'utf8');

const anyFault = () => true;
const noFault = () => false;
const only = (faults: readonly string[]) => (fault: string) => faults.includes(fault);

/** As much as can meet; with every fault at once that is too much to visit. */
const all = { attempts: 3, runs: 2 } as const;

/** What can come of two attempts and a run, whatever fails in whatever order. */
const pair = { attempts: 2, runs: 1 } as const;
const pairMet = explore(initialState(pair), protocol, anyFault);

const meetings = cases<Parameters<typeof initialState>[0]>(
  [pair],
  [
    { attempts: 3, runs: 0 },
    { attempts: 2, runs: 2 },
  ],
);

test.each(meetings)('no acknowledged event is lost, whatever fails in whatever order: %o', (meeting) => {
  const { states } = meeting === pair ? pairMet : explore(initialState(meeting), protocol, anyFault);
  expect(states.length).toBeGreaterThan(30_000);
  expect(states.filter((state) => state.acked && !isKept(state))).toEqual([]);
});

test('once faults end, the drain brings what only the outbox holds to the queue', () => {
  const waiting = pairMet.states.filter(({ acked, copies }) => acked && copies === 0);
  expect(waiting.length).toBeGreaterThan(0);
  const stuck = waiting.filter(
    (state) => !explore(state, protocol, noFault).states.some(({ copies }) => copies > 0),
  );
  expect(stuck).toEqual([]);
});

test('without a fault the event is on the queue once', () => {
  const { states } = explore(initialState(all), protocol, noFault);
  expect(states.some(({ acked }) => acked)).toBe(true);
  expect(states.filter(isTwiceOnQueue)).toEqual([]);
});

test('the event is on the queue twice in the cases the document lists, and in no other', () => {
  const { faults } = pairMet;
  const canBeTwice = (rules: readonly string[]) =>
    explore(initialState(all), protocol, only(rules)).states.some(isTwiceOnQueue);
  const alone = faults.filter((fault) => canBeTwice([fault]));
  const others = faults.filter((fault) => !alone.includes(fault));
  const together = others.flatMap((first, index) =>
    others
      .slice(index + 1)
      .map((second) => [first, second])
      .filter(canBeTwice),
  );

  expect(documentedCases()).toEqual([...alone.map((fault) => [fault]), ...together].map(asCase).sort());
});

const needed: readonly [rules: readonly (keyof Protocol)[], faults: readonly string[]][] = [
  [['claimIsAbsent'], []],
  [['confirm'], []],
  [['claimIsTheirs'], ['killed before send']],
  [['rowIsNotLeased'], ['send refused']],
  [['rowIsMarked', 'enqueuedIsNotSent'], ['send refused']],
];

test.each(needed)('without %s an event is on the queue twice that would be there once', (rules, faults) => {
  const isTwice = (protocol: Protocol) =>
    explore(initialState(all), protocol, only(faults)).states.some(isTwiceOnQueue);
  expect(isTwice(protocol)).toBe(false);
  expect(isTwice(without(rules))).toBe(true);
});

test('without the take-over a crash between claim and send loses an acknowledged event', () => {
  const { states } = explore(initialState(all), without(['takeOver']), only(['killed before send']));
  expect(states.some((state) => state.acked && !isKept(state))).toBe(true);
});

function without(rules: readonly (keyof Protocol)[]): Protocol {
  return { ...protocol, ...Object.fromEntries(rules.map((rule) => [rule, false])) };
}

/** The first cells of the document's table, whose faults are in backquotes. */
function documentedCases(): string[] {
  const rows = document.split('\n').filter((line) => line.startsWith('| `'));
  return rows
    .map((row) =>
      asCase([...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, fault = '']) => fault)),
    )
    .sort();
}

function asCase(faults: readonly string[]): string {
  return [...faults].sort().join(' + ');
}
