import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUser } from '../../../functions/insights/users.ts';
import { forget } from '../../../lib/commands/forget.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import type { Language } from '../../../lib/wording/language.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { messageOf, workers, workplaceAt } from '../../support/workers.ts';

let stores: Stores;
beforeAll(async () => {
  stores = await freshStores();
});
afterAll(() => stores.stop());

async function somebody(openid: string): Promise<string> {
  const event = sampleEvent('user_scan_product', { FromUserName: openid });
  await workers.user_scan_product([messageOf(event)], workplaceAt(stores.dynamodb, stores));
  return openid;
}

async function run(
  args: readonly string[],
  confirm?: (question: string) => Promise<boolean>,
  language: Language = 'en',
) {
  const printed: string[] = [];
  const write = (text: string) => printed.push(text);
  const target = { ...stores, close: () => {} };
  const surroundings = { write, writeError: write, confirm, language, findTarget: async () => target };
  return { exitCode: await forget(args, surroundings), said: printed.join('') };
}

const countryOf = async (openid: string) => (await readUser(stores, openid)).profile.country;

describe('npm run forget', () => {
  it('says what there is, asks, removes it, and says what stays until when', async () => {
    const openid = await somebody('who-asks');
    const questions: string[] = [];

    const { exitCode, said } = await run([openid], async (question) => questions.push(question) > 0);

    expect(exitCode).toBe(0);
    expect(questions).toEqual([expect.stringContaining('cannot be brought back')]);
    expect(said).toMatch(/there is a profile[\s\S]*Removed: the profile[\s\S]*up to 45 days/);
    expect((await readUser(stores, openid)).profile).toMatchObject({
      country: null,
      forgotten: expect.stringMatching(/^20/),
    });
  });

  it.each<[string, readonly string[], (() => Promise<boolean>) | undefined, number]>([
    ['in a dry run', ['--dry-run'], undefined, 0],
    ['where it is told no', [], async () => false, 1],
    ['where nobody can be asked', [], undefined, 1],
  ])('removes nothing %s', async (_case, options, confirm, code) => {
    const openid = await somebody(`who-stays-${code}-${confirm === undefined}`);

    const { exitCode } = await run([openid, ...options], confirm);

    expect(exitCode).toBe(code);
    expect(await countryOf(openid)).toBe('中国');
  });

  it('need not ask with --yes', async () => {
    const openid = await somebody('who-is-forgotten-by-a-script');
    expect(await run([openid, '--yes'])).toMatchObject({ exitCode: 0 });
    expect(await countryOf(openid)).toBeNull();
  });

  it('refuses the past of somebody nothing is known of, and says so', async () => {
    const { exitCode, said } = await run(['nobody', '--yes'], undefined, 'zh');
    expect(exitCode).toBe(0);
    expect(said).toContain('没有此人的任何记录');
  });

  it.each([[[]], [['two', 'openids']], [['with space']]])('is wrong use with %j', async (args) => {
    expect(await run(args)).toMatchObject({ exitCode: 2 });
  });
});
