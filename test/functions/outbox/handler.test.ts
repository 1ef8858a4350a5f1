import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from 'vitest';
import { freshStores, type Stores } from '../../support/stores.ts';

const context = { getRemainingTimeInMillis: () => 50_000 };

let stores: Stores;
let printed: MockInstance;

beforeEach(async () => {
  stores = await freshStores();
  for (const [name, value] of Object.entries(stores.environment)) vi.stubEnv(name, value);
  // The module keeps its clients from one run to the next.
  vi.resetModules();
  printed = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await stores.stop();
});

describe('a run of the outbox drain', () => {
  it('says how much waits and for how long, also where nothing does', async () => {
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await handler({}, context);
    expect(printed.mock.calls.join()).toMatch(/"OutboxDepth":0/);
    expect(printed.mock.calls.join()).toMatch(/"OutboxAge":0/);
  });

  it('that cannot list the outbox fails, and says nothing of what waits', async () => {
    vi.stubEnv('EVENTS_TABLE', 'gone');
    const { handler } = await import('../../../functions/outbox/handler.ts');
    await expect(handler({}, context)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    expect(printed.mock.calls.join()).not.toMatch(/OutboxDepth|OutboxAge/);
  });
});
