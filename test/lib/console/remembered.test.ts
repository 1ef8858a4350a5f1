import { describe, expect, it } from 'vitest';
import { Remembered } from '../../../lib/console/remembered.ts';

describe('a remembered reading', () => {
  it('is made once for all who ask meanwhile', async () => {
    let readings = 0;
    const remembered = new Remembered(async () => ++readings, 60_000);
    expect(await Promise.all([remembered.value(), remembered.value()])).toEqual([1, 1]);
    expect(await remembered.value()).toBe(1);
  });

  it('is given at once when it is no longer fresh, and made anew behind that', async () => {
    let readings = 0;
    const remembered = new Remembered(async () => ++readings, -1);
    expect(await remembered.value()).toBe(1);
    expect(await remembered.value()).toBe(1);
    expect(await remembered.value()).toBe(2);
  });

  it('fails where nothing was ever read, and keeps the last where something was', async () => {
    const answers = [
      Promise.reject(new Error('throttled')),
      Promise.resolve('read'),
      Promise.reject(new Error('gone')),
    ];
    for (const answer of answers) answer.catch(() => undefined);
    const remembered = new Remembered(() => answers.shift() ?? Promise.reject(new Error('no more')), -1);
    await expect(remembered.value()).rejects.toThrow('throttled');
    expect(await remembered.value()).toBe('read');
    expect(await remembered.value()).toBe('read');
    expect(await remembered.value()).toBe('read');
  });
});
