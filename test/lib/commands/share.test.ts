import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findShare } from '../../../functions/shares/shares.ts';
import { type ShareTarget, share } from '../../../lib/commands/share.ts';
import { outputs } from '../../../lib/target/outputs.ts';
import type { Language } from '../../../lib/wording/language.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const consoleUrl = 'https://shop.example.com/console/';

let stores: Stores;
let target: ShareTarget;
beforeAll(async () => {
  stores = await freshStores();
  const { dynamodb, insightsTable } = stores;
  target = {
    dynamodb,
    insightsTable,
    timeZone: 'Asia/Shanghai',
    outputs: { [outputs.consoleUrl]: consoleUrl },
    close: () => {},
  };
});
afterAll(() => stores.stop());

async function run(args: readonly string[], found: ShareTarget = target, language: Language = 'en') {
  let [printed, complained] = ['', ''];
  const exitCode = await share(args, {
    findTarget: async () => found,
    language,
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
  });
  return { exitCode, printed, complained };
}

function partsOf(printed: string) {
  const [, token = ''] = /#([\w-]{43})\n/.exec(printed) ?? [];
  const [, id = ''] = /revoke ([0-9a-f]{16})/.exec(printed) ?? [];
  return { token, id };
}

describe('npm run share', () => {
  it('creates a link that opens, says for whom and what it shows, and how to end it', async () => {
    const { exitCode, printed } = await run(['create', '--name', '店长', '--days', '30', '--people']);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(
      /^https:\/\/shop\.example\.com\/console\/#[\w-]{43}\n\nShows numbers and people to 店长 until /,
    );
    const { token, id } = partsOf(printed);
    expect(await findShare(target, token)).toMatchObject({ id, name: '店长', scope: 'people' });
    const days = (milliseconds: number) => new Date(Date.now() + milliseconds * 24 * 60 * 60 * 1000);
    expect(await findShare(target, token, days(29.9))).toBeDefined();
    expect(await findShare(target, token, days(30.1))).toBeUndefined();
  });

  it('shows numbers alone for 90 days unless said otherwise', async () => {
    const { token } = partsOf((await run(['create'])).printed);
    const found = await findShare(target, token);
    expect(found).toMatchObject({ name: '', scope: 'numbers' });
    const length = Date.parse(found?.validUntil ?? '') - Date.parse(found?.createdAt ?? '');
    expect(Math.round(length / 86_400_000)).toBe(90);
  });

  it('speaks Chinese where its terminal does', async () => {
    const { printed } = await run(['create', '--name', '店长'], target, 'zh');
    expect(printed).toMatch(/显示数字，给 店长，有效期至 \d{4}-\d\d-\d\d。/);
    expect((await run(['list'], target, 'zh')).printed).toContain('最近使用');
  });

  it('makes another token each time', async () => {
    const tokens = await Promise.all(
      Array.from({ length: 5 }, async () => partsOf((await run(['create'])).printed).token),
    );
    expect(new Set(tokens).size).toBe(5);
  });

  it('lists links without their tokens, and says which are over', async () => {
    const { token, id } = partsOf((await run(['create', '--name', '\u202egnp'])).printed);
    const { exitCode, printed } = await run(['list']);
    expect(exitCode).toBe(0);
    expect(printed).toMatch(new RegExp(`${id} .*numbers .*never`));
    expect(printed).not.toContain(token);
    expect(printed).not.toContain('\u202e');
  });

  it('revokes one, once', async () => {
    const { token, id } = partsOf((await run(['create'])).printed);
    expect(await run(['revoke', id])).toMatchObject({ exitCode: 0, complained: '' });
    expect(await findShare(target, token)).toBeUndefined();
    expect(await run(['revoke', id, '--stack', 'Shop'])).toEqual({
      exitCode: 1,
      printed: '',
      complained: `There is no link ${id}: see npm run share -- list --stack Shop\n`,
    });
  });

  it.each([
    [['create', '--days', '0'], 'It is a number of days from 1 to 400.'],
    [['create', '--days', '401'], 'It is a number of days from 1 to 400.'],
    [['create', '--days', '1e2'], 'It is a number of days from 1 to 400.'],
    [['create', '--name', 'x'.repeat(101)], '100 characters at most.'],
    [['revoke'], "missing required argument 'id'"],
    [['destroy'], "unknown command 'destroy'"],
  ])('refuses %j', async (args, complaint) => {
    const { exitCode, complained } = await run(args);
    expect(exitCode).toBe(2);
    expect(complained).toContain(complaint);
  });

  it.each([
    [[], 'start it with READER=true'],
    [['--stack', 'Shop'], 'deploy it with -c reader=true'],
  ])('says what to do where nobody serves links: %j', async (options, advice) => {
    const withoutReader = { ...target, outputs: {} };
    const { exitCode, printed, complained } = await run(['create', ...options], withoutReader);
    expect([exitCode, printed]).toEqual([1, '']);
    expect(complained).toContain(advice);
  });
});
