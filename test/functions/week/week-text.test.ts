import { expect, it } from 'vitest';
import { channelCounters, counterTitle, dayCounters } from '../../../functions/model/counters.ts';
import { recordOf } from '../../../functions/model/record-of.ts';
import type { WeekReport } from '../../../functions/week/read-week.ts';
import { weekText } from '../../../functions/week/week-text.ts';

const quiet: WeekReport = {
  week: { from: '2024-02-05', to: '2024-02-11' },
  before: { from: '2024-01-29', to: '2024-02-04' },
  counts: recordOf(dayCounters, () => ({ week: 0, before: 0 })),
  gained: [],
  lost: [],
  channels: [],
  notPassed: [],
  notPassedInAll: 0,
  held: { quarantine: 0, dead: [] },
};
const product = { keyStandard: 'ean13', keyStr: '0012345678905', name: null };
const english = (report: Partial<WeekReport>) =>
  weekText({ ...quiet, ...report }, { language: 'en', timeZone: 'Asia/Shanghai' });

it('a week without anything says so of each part', () => {
  expect(english({}).split('\n\n').slice(2)).toEqual([
    'Opened more often: none',
    'Opened less often: none',
    'Best marks on codes (ExtInfo): none',
    'Reviews not passed: none',
    'Needs somebody: none\n',
  ]);
});

it('a week begins with what happened in it, each counter on its line', () => {
  const counts = Object.fromEntries(
    dayCounters.map((counter, place) => [counter, { week: place, before: 1 }]),
  );
  const [title, lines] = english({ counts: { ...quiet.counts, ...counts } }).split('\n\n');
  const changes = ['−100.0 %', '±0', ...dayCounters.slice(2).map((_counter, place) => `+${place + 1}00.0 %`)];
  expect(title).toBe('Monday 2024-02-05 to Sunday 2024-02-11, beside the week before (Asia/Shanghai)');
  expect(lines?.split('\n')).toEqual([
    ...dayCounters.map(
      (counter, place) => `${counterTitle(counter).en}: ${place}, before 1 (${changes[place]})`,
    ),
    '(Visitors are each day’s, added up: who comes on two days is counted on both.)',
  ]);
});

it('what lies where nobody takes it ends a week, with who can help', () => {
  const held = { quarantine: 1200, dead: [{ queue: 'subscribe', dead: 3 }] };
  expect(english({ held }).split('\n\n').at(-1)).toBe(`Needs somebody
- pushes nobody could read, in the quarantine: 1,200
- dead letters of subscribe: 3
They are kept for 14 days. Whoever runs the receiver finds what to do in docs/runbook.md.
`);
  expect(english({ held: { ...held, quarantine: 0 } })).not.toContain('quarantine');
});

it('a review without a reason says so', () => {
  const review = { result: 'verify_not_pass', reasonMsg: '', at: '2024-02-09T15:30:00.000Z' };
  expect(english({ notPassed: [{ product, review }], notPassedInAll: 1 })).toContain(
    '\n- ean13 0012345678905, 2024-02-09: no reason given\n',
  );
});

it('a name of 120 characters is whole', () => {
  const name = 'x'.repeat(120);
  const gained = [{ product: { ...product, name }, week: 1, before: 0 }];
  expect(english({ gained })).toContain(`- ${name} (ean13 0012345678905)`);
});

it.each([
  ['a gain', { week: 1500, before: 1000 }, '1,500, before 1,000 (+50.0 %)'],
  ['a loss', { week: 999, before: 1000 }, '999, before 1,000 (−0.1 %)'],
  ['no change', { week: 7, before: 7 }, '7, before 7 (±0)'],
  ['a beginning', { week: 7, before: 0 }, '7, before 0 (+7)'],
])('%s is put beside the week before', (_, counts, said) => {
  expect(english({ gained: [{ product, ...counts }] })).toContain(`- ean13 0012345678905: ${said}\n`);
});

it('what was pushed stays in its line, bends no other and has an end', () => {
  const hostile = `one\r\n- two\u202E\u001B[31m${'x'.repeat(5000)}`;
  const review = { result: 'verify_not_pass', reasonMsg: hostile, at: '2024-02-09T16:30:00.000Z' };
  const counts = { ...recordOf(channelCounters, () => 0), opened: 1 };
  const text = english({
    notPassed: [{ product: { ...product, name: hostile }, review }],
    notPassedInAll: 3,
    channels: [{ extInfo: hostile, ...counts }],
  });
  const lines = text.split('\n');
  expect(lines.filter((line) => line.startsWith('- '))).toEqual([
    expect.stringMatching(/^- one - two��\[31mx+…: Opened 1, /),
    expect.stringMatching(/^- one - two.*… \(ean13 0012345678905\), 2024-02-10: one - two.*…$/),
    '- … and 2 more',
  ]);
  for (const line of lines) expect(line.length).toBeLessThan(300);
});
