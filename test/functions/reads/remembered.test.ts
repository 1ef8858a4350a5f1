import { afterEach, describe, expect, it, vi } from 'vitest';
import { Remembered } from '../../../functions/reads/remembered.ts';

afterEach(() => vi.useRealTimers());

describe('a remembered reading', () => {
  it('is made once for all who ask meanwhile', async () => {
    let readings = 0;
    const remembered = new Remembered(async () => ++readings, 60_000);
    expect(await Promise.all([remembered.value(), remembered.value()])).toEqual([1, 1]);
    expect(await remembered.value()).toBe(1);
  });

  it('is made anew when it is no longer fresh', async () => {
    let readings = 0;
    const remembered = new Remembered(async () => ++readings, -1);
    expect(await remembered.value()).toBe(1);
    expect(await remembered.value()).toBe(2);
  });

  it('is fresh for so long, to the millisecond', async () => {
    let readings = 0;
    vi.useFakeTimers({ toFake: ['Date'] });
    const remembered = new Remembered(async () => ++readings, 2000);
    await remembered.value();
    vi.setSystemTime(Date.now() + 2000);
    expect(await remembered.value()).toBe(1);
    vi.setSystemTime(Date.now() + 1);
    expect(await remembered.value()).toBe(2);
  });

  it('is the last one while a new one takes too long, up to a minute', async () => {
    const answers = [Promise.resolve('first'), new Promise<string>(() => {})];
    const remembered = new Remembered(async () => answers.shift() ?? 'too many', 2000);
    vi.useFakeTimers({ toFake: ['Date'] });
    await remembered.value();
    vi.setSystemTime(Date.now() + 60_000);
    expect(await remembered.value()).toBe('first');
  });

  it('is the last one while a new one takes too long, and then the new one', async () => {
    const { promise: slow, resolve } = withResolvers();
    const answers = [Promise.resolve('first'), slow];
    const remembered = new Remembered(async () => answers.shift() ?? 'too many', 2000);
    vi.useFakeTimers({ toFake: ['Date'] });
    expect(await remembered.value()).toBe('first');
    vi.setSystemTime(Date.now() + 3000);
    expect(await remembered.value()).toBe('first');
    resolve('second');
    await slow;
    expect(await remembered.value()).toBe('second');
  });

  it('is waited for, however long it takes, where the last one is over a minute old', async () => {
    const { promise: slow, resolve } = withResolvers();
    const readings = () => {
      const answers = [Promise.resolve('yesterday’s'), slow];
      return async () => answers.shift() ?? 'too many';
    };
    vi.useFakeTimers({ toFake: ['Date'] });
    const tooOld = new Remembered(readings(), 2000);
    await tooOld.value();
    vi.setSystemTime(Date.now() + 61_000);
    const oldEnough = new Remembered(readings(), -1);
    await oldEnough.value();
    const asked = tooOld.value();
    // Asked later and answered: whoever asked before has run out of patience as well.
    expect(await oldEnough.value()).toBe('yesterday’s');
    resolve('today’s');
    expect(await asked).toBe('today’s');
  });

  it('is made for everybody where it is none to keep', async () => {
    let readings = 0;
    const remembered = new Remembered(
      async () => ++readings,
      60_000,
      (count) => count > 1,
    );
    const values = [await remembered.value(), await remembered.value(), await remembered.value()];
    expect(values).toEqual([1, 2, 2]);
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

function withResolvers() {
  let resolve = (_value: string) => {};
  const promise = new Promise<string>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
