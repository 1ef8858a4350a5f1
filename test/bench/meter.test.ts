import { describe, expect, it } from 'vitest';
import { Meter, type Write } from '../../bench/workers/meter.ts';
import { itemSize, readUnits, writeUnits } from '../../bench/workers/stored-items.ts';

/** An item of so many bytes, its attribute's name among them. */
function itemOf(bytes: number) {
  return { t: { S: 'x'.repeat(bytes - 1) } };
}

describe('an item’s bytes', () => {
  it.each([
    ['text in UTF-8, and its name', { 省: { S: '广东' } }, 3 + 6],
    ['a number, half its digits', { n: { N: '12345' } }, 1 + 4],
    ['a list', { l: { L: [{ S: 'ab' }, { S: 'c' }] } }, 1 + 3 + (1 + 2) + (1 + 1)],
    ['a map', { m: { M: { a: { S: 'bc' } } } }, 1 + 3 + 1 + 3],
    ['a set of texts', { s: { SS: ['ab', 'c'] } }, 1 + 3 + 3],
  ])('are counted as DynamoDB does: %s', (_name, item, bytes) => {
    expect(itemSize(item)).toBe(bytes);
  });

  it('are refused where it is not known how many a value takes', () => {
    expect(() => itemSize({ b: { B: new Uint8Array(1) } })).toThrow('how large is B?');
  });
});

describe('units', () => {
  it.each([
    { bytes: 2, units: 1 },
    { bytes: 1024, units: 1 },
    { bytes: 1025, units: 2 },
  ])('of a write are $units for $bytes bytes', ({ bytes, units }) => {
    expect(writeUnits(itemOf(bytes))).toBe(units);
  });

  it.each([
    { name: 'nothing', item: undefined, consistent: false, units: 0.5 },
    { name: '4 KB', item: itemOf(4096), consistent: false, units: 0.5 },
    { name: 'more than 4 KB', item: itemOf(4097), consistent: false, units: 1 },
    { name: '4 KB that have to be the newest', item: itemOf(4096), consistent: true, units: 1 },
  ])('of a read are $units for $name', ({ item, consistent, units }) => {
    expect(readUnits(item, consistent)).toBe(units);
  });
});

describe('the meter', () => {
  const small: Write = { table: 'Events', key: { pk: { S: 'small' } }, times: 1 };
  const large: Write = { table: 'Insights', key: { pk: { S: 'large' } }, times: 2 };
  const meter = () => new Meter(async (_table, { pk }) => itemOf(pk?.S === 'large' ? 1500 : 500));

  it('bills each write by its whole item, twice in a transaction, to its table', async () => {
    const metered = meter();

    metered.note([small]);
    metered.note([large]);
    await metered.weigh();

    expect(metered.writeUnits).toBe(1 + 2 * 2);
    expect(metered.writeUnitsOf('Insights')).toBe(4);
    expect(metered.calls).toBe(2);
  });

  it('bills a write once, however often it is weighed', async () => {
    const metered = meter();

    metered.note([small]);
    await metered.weigh();
    await metered.weigh();

    expect(metered.writeUnits).toBe(1);
  });

  it('starts anew where it is reset', async () => {
    const metered = meter();

    metered.note([large]);
    metered.noteReads([undefined], true);
    metered.reset();
    await metered.weigh();

    expect([metered.calls, metered.readUnits, metered.writeUnits]).toEqual([0, 0, 0]);
  });
});
