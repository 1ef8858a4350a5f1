import { describe, expect, test } from 'vitest';
import { ChannelMemory } from '../../../../functions/workers/engine/channel-memory.ts';

/** A memory that has been told of so many products, `product 0` first. */
function memoryOf(products: number): ChannelMemory {
  const memory = new ChannelMemory();
  for (let n = 0; n < products; n += 1) memory.remember(`product ${n}`, { named: [`poster ${n}`] });
  return memory;
}

describe('what a worker remembers of channels', () => {
  test('is that of a thousand products, so that it does not grow for ever', () => {
    expect(memoryOf(1000).has('product 0')).toBe(true);
    const full = memoryOf(1001);
    expect(full.has('product 0')).toBe(false);
    expect(full.has('product 1')).toBe(true);
    expect(full.of('product 1000').named).toEqual(['poster 1000']);
  });

  test('is that of the products it heard of last', () => {
    const memory = memoryOf(1000);
    memory.remember('product 0', { unnamedDigests: ['digest'] });
    memory.remember('one more', {});
    expect(memory.has('product 0')).toBe(true);
    expect(memory.has('product 1')).toBe(false);
  });

  test('only ever becomes more of one product, and is nothing of one it does not know', () => {
    const memory = memoryOf(1);
    memory.remember('product 0', { unnamedDigests: ['digest'] });
    expect(memory.of('product 0')).toEqual({ named: ['poster 0'], unnamedDigests: ['digest'] });
    expect(memory.of('another')).toEqual({ named: [], unnamedDigests: [] });
  });
});
