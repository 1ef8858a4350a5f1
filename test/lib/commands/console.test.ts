import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { consoleCommand } from '../../../lib/commands/console.ts';
import { TargetError } from '../../../lib/target/target-error.ts';
import { patience } from '../../support/patience.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

let stores: Stores;
let stopping: AbortController;
let written: string;
let errors: string;

beforeEach(async () => {
  stores = await freshStores();
  stopping = new AbortController();
  written = '';
  errors = '';
});

afterEach(async () => {
  stopping.abort();
  await stores.stop();
});

function run(...args: readonly string[]): Promise<number> {
  return consoleCommand(args, {
    findTarget: async (stack) => {
      if (stack !== 'shop')
        throw new TargetError({ en: `The stack ${stack} cannot be read: it does not exist`, zh: '' });
      return { ...stores, timeZone: 'Asia/Shanghai', close: () => undefined };
    },
    write: (text) => {
      written += text;
    },
    writeError: (text) => {
      errors += text;
    },
    signal: stopping.signal,
  });
}

describe('npm run console', () => {
  it('serves the page over a stack until it is told to stop', async () => {
    const ended = run('--stack', 'shop', '--port', '0');
    const url = await vi.waitFor(() => {
      const [, printed] = /^console of shop: (http:\/\/127\.0\.0\.1:\d+\/)\n$/.exec(written) ?? [];
      if (printed === undefined) throw new Error(`not ready: ${written}${errors}`);
      return printed;
    }, patience);
    expect(await (await fetch(url)).text()).toMatch(/page-[\w-]+\.js/);
    expect(await (await fetch(`${url}api/about`)).json()).toMatchObject({
      stack: 'shop',
      timeZone: 'Asia/Shanghai',
    });
    expect(await (await fetch(`${url}api/products`)).json()).toEqual({ products: [] });
    expect(await (await fetch(`${url}api/pipeline`)).json()).toMatchObject({ outbox: 0, quarantine: 0 });
    stopping.abort();
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('tries no push against a stack', async () => {
    const ended = run('--stack', 'shop', '--port', '0');
    await vi.waitFor(() => expect(written).toContain('http'), patience);
    const { origin } = new URL(written.slice(written.indexOf('http')).trim());
    const headers = { origin, 'content-type': 'application/json' };
    const body = JSON.stringify({ event: 'subscribe', fields: {} });
    expect((await fetch(`${origin}/api/try`, { method: 'POST', headers, body })).status).toBe(400);
    stopping.abort();
    expect(await ended).toBe(0);
  });

  it('says in one sentence that there is no such stack', async () => {
    expect(await run('--stack', 'other')).toBe(1);
    expect(errors).toBe('The stack other cannot be read: it does not exist\n');
  });

  it.each([[[]], [['--stack', 'shop', '--port', 'x']], [['--stack', 'shop', '--port', '65536']]])(
    'calls %j wrong use',
    async (args) => {
      expect(await run(...args)).toBe(2);
      expect(errors).not.toBe('');
    },
  );
});
