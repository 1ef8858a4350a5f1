import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageEvents } from '../../../../functions/model/statistics.ts';
import { DayPages } from '../../../../functions/workers/engine/day-pages.ts';
import { tries } from '../../../support/length.ts';

const region = (place: number) => `r:${String(place).padStart(6, '0')}`;
/** A page as it is stored: a number beside each attribute, the labels' and others. */
const stored = (...labels: readonly string[]) => ({
  pk: 'product',
  sk: 'day',
  n: 7,
  'h:14': 3,
  ...Object.fromEntries(labels.map((label) => [label, 1])),
});
const fullPage = stored(...Array.from({ length: 60 }, (_none, place) => region(place)));

describe('the pages of a day', () => {
  it('are one where the events have no label of which there can be many', () => {
    const pages = new DayPages(pageEvents);
    expect(pages.areMany).toBe(false);
    expect(pages.hold([pageEvents])).toBe(true);
    expect(pages.pageOf(pageEvents)).toBe(0);
  });

  it('have to be read until each label has its place, or there is no page more', () => {
    const pages = new DayPages(region(0));
    expect(pages.hold([region(1)])).toBe(false);
    pages.add(fullPage);
    expect(pages.hold([region(1)])).toBe(true);
    expect(pages.hold([region(1), region(999)])).toBe(false);
    pages.add(undefined);
    expect(pages.known).toBe(1);
    expect(pages.hold([region(999)])).toBe(true);
  });

  it('keep a label where it is, also on a page that is full', () => {
    const pages = new DayPages(region(0));
    pages.add(fullPage);
    pages.add(stored(region(500)));
    expect([region(59), region(500)].map((label) => pages.pageOf(label))).toEqual([0, 1]);
  });

  it('take a new label on the first page with room, which may be one that is not there yet', () => {
    const pages = new DayPages(region(0));
    pages.add(fullPage);
    expect(pages.pageOf(region(900))).toBe(1);
    expect(pages.pageOf(region(901))).toBe(1);
    pages.add(undefined);
    expect(pages.pageOf(region(59))).toBe(0);
  });

  it('are full at five hundred bytes of labels, and not before; what stands beside these fills none', () => {
    // Labels of 97 bytes, and three for the number.
    const label = (place: number) => `r:${String(place).padStart(95, '0')}`;
    const hours = Array.from({ length: 24 }, (_none, hour) => `h:${hour}`.padEnd(40));
    const pages = new DayPages(label(0));
    pages.add(stored(...hours, ...[0, 1, 2, 3].map(label)));
    expect([8, 9].map((place) => pages.pageOf(label(place)))).toEqual([0, 1]);
    expect([8, 9].map((place) => pages.pageOf(label(place)))).toEqual([0, 1]);
  });

  it('get no fuller by a label that comes again', () => {
    const pages = new DayPages(region(0));
    for (let times = 0; times < 100; times += 1) expect(pages.pageOf(region(0))).toBe(0);
    expect(pages.pageOf(region(1))).toBe(0);
  });

  it('measure a label in bytes, not in characters', () => {
    const pages = new DayPages('p:中国/广东');
    const places = Array.from({ length: 20 }, (_none, place) => `p:中国/${'龙'.repeat(10)}${place}`);
    expect(Math.max(...places.map((place) => pages.pageOf(place)))).toBe(1);
  });

  it('stay within a kilobyte of labels, and give each label one page for good', () => {
    const label = fc.string({ minLength: 1, maxLength: 128 }).map((text) => `p:${text}`);
    fc.assert(
      fc.property(fc.array(label, { maxLength: 200 }), (labels) => {
        const pages = new DayPages('p:');
        const placed = new Map(labels.map((each) => [each, pages.pageOf(each)]));
        for (const [each, page] of placed) expect(pages.pageOf(each)).toBe(page);
        const bytes = new Map<number, number>();
        for (const [each, page] of placed) {
          bytes.set(page, (bytes.get(page) ?? 0) + Buffer.byteLength(each) + 3);
        }
        for (const size of bytes.values()) expect(size).toBeLessThanOrEqual(1024);
        // Pages are without a gap: whoever reads them stops at the first that is not there.
        expect([...bytes.keys()].sort((one, other) => one - other)).toEqual(
          [...bytes.keys()].map((_page, place) => place),
        );
      }),
      tries(),
    );
  });
});
