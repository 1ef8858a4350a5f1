import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { WeixinEvent } from '../../../functions/model/event-types.ts';
import { names } from '../../../lib/commands/names.ts';
import { report } from '../../../lib/commands/report.ts';
import { findTarget, type ReadableRun } from '../../../lib/target/target.ts';
import { eventPush } from '../../../lib/weixin/push.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { type Language, languages } from '../../../lib/wording/language.ts';
import { type LocalReceiver, startLocalReceiver } from '../../support/local-receiver.ts';
import { patience } from '../../support/patience.ts';

const product = { KeyStandard: 'ean13', KeyStr: '6901481811083' };
const openid = 'okkeXs1nI-xU4ql8-5BXkv1f0gDo';
const days = ['--from', '2024-01-31', '--to', '2024-02-29'];

/** A moment on Shanghai's wall clock, in seconds. */
const at = (text: string) => String(Date.parse(`${text}+08:00`) / 1000);

const events: readonly WeixinEvent[] = [
  sampleEvent('user_scan_product', {
    ...product,
    FromUserName: openid,
    CreateTime: at('2024-01-31T23:59:59'),
  }),
  sampleEvent('user_scan_product', {
    ...product,
    FromUserName: openid,
    CreateTime: at('2024-02-01T00:00:00'),
  }),
  sampleEvent('user_scan_product', {
    ...product,
    FromUserName: 'somebody-else',
    CreateTime: at('2024-02-01T12:00:00'),
    Sex: '9',
    Scene: '7',
    Country: '中国',
    Province: '内蒙古',
    ExtInfo: '=1+1',
  }),
  sampleEvent('user_scan_product_enter_session', {
    ...product,
    FromUserName: openid,
    CreateTime: at('2024-02-01T00:01:00'),
  }),
  sampleEvent('subscribe', { ...product, FromUserName: openid, CreateTime: at('2024-02-01T00:02:00') }),
  sampleEvent('user_scan_product_async', {
    ...product,
    FromUserName: openid,
    CreateTime: at('2024-02-01T00:03:00'),
    RegionCode: '440105',
  }),
  sampleEvent('user_scan_product_verify_action', {
    ...product,
    CreateTime: at('2024-01-30T10:00:00'),
    Result: 'verify_not_pass',
    ReasonMsg: '主图不清晰，请重新上传',
  }),
  sampleEvent('user_scan_product', {
    KeyStandard: '=qrcode',
    KeyStr: 'a,"b"',
    FromUserName: 'a-third',
    CreateTime: at('2024-02-29T23:00:00'),
  }),
];

let receiver: LocalReceiver;
let localRuns: readonly ReadableRun[] = [];

beforeAll(async () => {
  receiver = await startLocalReceiver();
  localRuns = [receiver.runFile];
  for (const event of events) await receiver.pushUntilAnswered(eventPush(event));
  const isDone = async () => {
    const { printed } = await run('user', openid, ...days);
    expect(printed.match(/ counted/g)).toHaveLength(5);
    const { printed: products } = await run('products');
    expect(products).toMatch(/a,"b" +1 /);
    expect(products).toMatch(/6901481811083 +3 +1 +1 +1 .*not passed/);
  };
  await vi.waitFor(isDone, patience);
});

afterAll(() => receiver?.stop());

const run = (...args: string[]) => runIn('en', ...args);

async function runIn(language: Language, ...args: string[]) {
  let printed = '';
  let complained = '';
  const exitCode = await report(args, {
    language,
    findTarget: (stackName) => findTarget(stackName, async () => localRuns),
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
  });
  return { exitCode, printed, complained };
}

/** The rows of a printed table by the titles of its columns. */
function tableOf([header = '', ...rows]: readonly string[]) {
  const cells = (line: string) => line.split(/ {2,}/);
  return rows
    .filter((row) => row !== '')
    .map((row) => Object.fromEntries(cells(row).map((cell, place) => [cells(header)[place], cell])));
}

const widths = (text: string) => text.split('\n').map((line) => stringWidth(line));

describe('report channels', () => {
  const which = [product.KeyStandard, product.KeyStr, ...days];

  it('says what each mark on the codes brought, the best first', async () => {
    const { printed } = await run('channels', ...which);
    expect(tableOf(printed.split('\n').slice(2))).toMatchObject([
      { ExtInfo: '123', Opened: '2', Entered: '0', Located: '1', 'Followed of opened': '0.0 %' },
      { ExtInfo: '=1+1', Opened: '1', Entered: '0', Located: '0', 'Followed of opened': '0.0 %' },
      { ExtInfo: '(no mark)', Opened: '0', Entered: '1', Followed: '1', 'Entered of opened': '–' },
    ]);
  });

  it('says the same as JSON, with how many marks it cannot name', async () => {
    expect(JSON.parse((await run('channels', ...which, '--json')).printed)).toMatchObject({
      channels: [{ extInfo: '123', opened: 2 }, { extInfo: '=1+1' }, { extInfo: '', followed: 1 }],
      unnamed: { count: 0, isExact: true },
    });
  });

  it('disarms, as CSV, a mark that a spreadsheet would calculate', async () => {
    expect((await run('channels', ...which, '--csv')).printed).toContain('\r\n"=""=1+1""",1,0,0,0');
  });
});

describe('names', () => {
  const named = async (...args: string[]) => {
    const said: string[] = [];
    const exitCode = await names(args, {
      findTarget: (stackName) => findTarget(stackName, async () => localRuns),
      write: (text) => said.push(text),
      writeError: (text) => said.push(text),
    });
    return { exitCode, said: said.join('') };
  };
  const fileOf = async (content: string | Buffer) => {
    const file = join(await mkdtemp(join(tmpdir(), 'names-')), 'names.csv');
    await writeFile(file, content);
    return file;
  };
  const head = 'keyStandard,keyStr,name';

  afterEach(async () => {
    await named('remove', product.KeyStandard, product.KeyStr);
    await named('remove', 'ean13', 'unseen');
  });

  it.each([
    ['commas', `${head}\nean13,6901481811083,"龙井, 250 g"\n`],
    [
      'a BOM and Excel’s semicolons',
      `\uFEFF${head.replaceAll(',', ';')}\r\nean13;6901481811083;龙井, 250 g\r\n`,
    ],
  ])('are taken from a file with %s, and shown beside the product', async (_case, content) => {
    expect(await named('import', await fileOf(content))).toEqual({ exitCode: 0, said: '1 name taken.\n' });
    expect((await named('list')).said).toContain('龙井, 250 g');
    expect((await run('products')).printed).toMatch(/6901481811083 +龙井, 250 g +3 /);
    expect((await run('product', product.KeyStandard, product.KeyStr, ...days)).printed).toContain('龙井');
    const { printed } = await run('user', openid);
    expect(printed).toMatch(/^Followed .* from ean13 6901481811083 龙井, 250 g \(/m);
    expect(printed).toMatch(/^2024-02-01 00:02 +subscribe +ean13 6901481811083 龙/m);
    expect((await run('user', openid, '--csv')).printed).toContain(',"龙井, 250 g",');
  });

  const wrong = `${head}\nean13,6901481811083,tea\nean13,,tea\nean13,6.9E+12,tea\nean13,6901481811083,again\n`;

  it('are not changed where a line is wrong, and each wrong line is said', async () => {
    const { exitCode, said } = await named('import', await fileOf(wrong));
    expect(exitCode).toBe(2);
    expect(said.match(/line \d: .*/g)).toEqual([
      'line 3: the keyStr is empty',
      'line 4: the keyStr 6.9E+12 was a number: format the column as text',
      'line 5: the product is on line 2 already',
    ]);
    expect((await named('list')).said).toBe('No product has a name yet.\n');
  });

  it('are taken from the right lines with --partial', async () => {
    expect((await named('import', await fileOf(wrong), '--partial')).exitCode).toBe(0);
    expect((await named('list', '--csv')).said).toContain(',tea\r\n');
  });

  it.each([
    ['that is not UTF-8', Buffer.from([0xc1, 0xfa, 0xbe, 0xae]), 'not UTF-8'],
    ['without its columns', 'ean13,1,tea\n', 'has to name the columns'],
  ])('are not taken from a file %s', async (_case, content, why) => {
    expect(await named('import', await fileOf(content))).toMatchObject({
      exitCode: 2,
      said: expect.stringContaining(why),
    });
  });

  it.each(languages)(
    'are taken as `list --csv` and, in %s, the list of products write them, whatever a name begins with',
    async (language) => {
      await named(
        'import',
        await fileOf(`${head}\nean13,6901481811083,"=龙井, ""250 g"""\nean13,unseen,-10 %\n`),
      );
      const listed = (await named('list', '--csv')).said;
      const { printed } = await runIn(language, 'products', '--csv');
      for (const file of [listed, printed]) {
        await named('remove', 'ean13', 'unseen');
        await named('remove', product.KeyStandard, product.KeyStr);
        expect((await named('import', await fileOf(file), '--partial')).exitCode).toBe(0);
        expect((await named('list', '--csv')).said).toBe(listed);
      }
    },
  );

  it('of a product nobody opened yet list it until they are removed', async () => {
    await named('import', await fileOf(`${head}\nean13,unseen,new tea\n`));
    expect((await run('products')).printed).toContain('new tea');
    expect((await named('remove', 'ean13', 'unseen')).exitCode).toBe(0);
    expect((await run('products')).printed).not.toContain('unseen');
    expect((await named('remove', 'ean13', 'unseen')).exitCode).toBe(1);
  });
});

describe('report products', () => {
  it('lists them, the newest event first, with totals and the review', async () => {
    const { printed } = await run('products');
    const [first, second] = [
      { Opened: '1', Entered: '0', Followed: '0' },
      { Opened: '3', Entered: '1' },
    ];
    expect(tableOf(printed.split('\n'))).toMatchObject([
      { KeyStandard: '=qrcode', KeyStr: 'a,"b"', ...first, Review: '–', 'Newest event': '2024-02-29 23:00' },
      { KeyStr: '6901481811083', ...second, Review: 'not passed', 'Newest event': '2024-02-01 12:00' },
    ]);
  });

  it('with a range lists those of which something happened in it, with what it was', async () => {
    const { printed } = await run('products', '--from', '2024-02-02');
    expect(printed).toContain('a,"b"');
    expect(printed).not.toContain(product.KeyStr);
    const january = await run('products', '--from', '2024-01-01', '--to', '2024-01-31');
    expect(january.printed).toMatch(/6901481811083 +1 +0 +0 +0 /);
  });

  it('as CSV keeps quotes, and disarms what a spreadsheet would calculate', async () => {
    const { printed } = await run('products', '--csv');
    expect(printed).toContain(`\r\n'=qrcode,"=""a,""""b""""""",1,`);
  });

  it('as JSON is what the console page gets', async () => {
    expect(JSON.parse((await run('products', '--json')).printed)).toMatchObject([
      { product: { keyStandard: '=qrcode', keyStr: 'a,"b"' }, review: null },
      {
        product: { keyStandard: 'ean13', keyStr: '6901481811083' },
        totals: { opened: 3, entered: 1, followed: 1, located: 1 },
        review: { result: 'verify_not_pass', reasonMsg: '主图不清晰，请重新上传' },
      },
    ]);
  });
});

describe('report product', () => {
  it('has its days in the time zone of the statistics, and people once a day', async () => {
    const { printed } = await run('product', 'ean13', product.KeyStr, ...days);
    expect(printed).toMatch(/^2024-01-31 +1 +1 +0 +0 +0\b/m);
    expect(printed).toMatch(/^2024-02-01 +2 +2 +1 +1 +1\b/m);
    expect(printed).toMatch(/^Sum +3 +1 +1 +1\b/m);
  });

  it('has the conversion, the review’s reason, and unknown values as they were pushed', async () => {
    const { printed } = await run('product', 'ean13', product.KeyStr, ...days);
    expect(printed).toContain(
      'Conversion Opened 3 → Entered 1 (33.3 % of opened) → Followed 1 (33.3 % of opened)',
    );
    expect(printed).toContain('Review     not passed, 2024-01-30 10:00: 主图不清晰，请重新上传');
    expect(printed).toMatch(/^440105 +广东 Guangdong 广州市 +1 /m);
    expect(printed).toMatch(/^City +Located\n广州市 +1$/m);
    // Of everybody it is known where they are: no row says that of nobody it is not.
    expect(printed).toMatch(/^Province +Opened +Located\nInner Mongolia +1 +0\nGuangdong +2 +1\n\n/m);
    expect(printed).toMatch(/^Visitors are people of a day: .*no sum\.$/m);
    expect(printed).toMatch(/^9 +1 +33\.3 %/m);
    expect(printed).toMatch(/^7 +1 +33\.3 %/m);
  });

  it('aligns Chinese names, and fills no more than 100 columns', async () => {
    const { printed } = await run('product', 'ean13', product.KeyStr, ...days);
    const numbersEndAt = [...printed.matchAll(/^中国\/\S+ .*? (?=\d+ +\d+\.\d %)\d+/gm)].map(([line]) =>
      stringWidth(line),
    );
    expect(numbersEndAt).toHaveLength(2);
    expect(new Set(numbersEndAt).size).toBe(1);
    expect(Math.max(...widths(printed))).toBeLessThanOrEqual(100);
  });

  it('as CSV has a line a day and a column for each value that occurs', async () => {
    const [header = '', ...lines] = (
      await run('product', 'ean13', product.KeyStr, ...days, '--csv')
    ).printed.split('\r\n');
    // A comma between quotes is part of a field.
    const comma = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
    const columns = header.split(comma);
    const day = Object.fromEntries(
      (lines[1] ?? '').split(comma).map((value, place) => [columns[place], value]),
    );
    expect(day).toMatchObject({
      '\uFEFFDay': '2024-02-01',
      Opened: '2',
      Visitors: '2',
      'Opened from: 7': '1',
      'Located in (RegionCode): 440105 广东 Guangdong 广州市': '1',
    });
  });

  it('on days without events says that nothing happened', async () => {
    const { exitCode, printed } = await run('product', 'ean13', product.KeyStr, '--from', '2030-01-01');
    expect(exitCode).toBe(0);
    expect(printed).toContain('Nothing happened on these days');
  });

  it.each([
    ['swapped with its standard', product.KeyStr, 'ean13'],
    ['of another standard', 'ean8', product.KeyStr],
    ['mistyped', 'ean13', '6901481811038'],
    ['with zeros it does not have', 'ean13', `00${product.KeyStr}`],
  ])('%s is unknown: exit code 1, and did you mean', async (_case, keyStandard, keyStr) => {
    const ended = await run('product', keyStandard, keyStr);
    expect(ended).toEqual({
      exitCode: 1,
      printed: '',
      complained: `Nothing is known of the product ${keyStandard} ${keyStr}. Did you mean:\n  npm run report -- product ean13 ${product.KeyStr}\n`,
    });
  });

  it('nobody has heard of is unknown, without a guess; a program gets its zeros all the same', async () => {
    const { exitCode, printed, complained } = await run('product', 'isbn', '9787020002207', '--json');
    expect(exitCode).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({ totals: { opened: 0 }, days: [] });
    expect(complained).toBe('Nothing is known of the product isbn 9787020002207.\n');
  });
});

describe('report products', () => {
  it('with a range in which nothing happened does not say that nothing ever did', async () => {
    const { exitCode, printed } = await run('products', '--from', '2030-01-01');
    expect(exitCode).toBe(0);
    expect(printed).toMatch(/^None of \d+ products had an event on these days\.$/m);
  });
});

describe('report user', () => {
  it('says who it is and what they did, the review system being nobody', async () => {
    const { printed } = await run('user', openid);
    expect(printed).toMatch(/^Place +中国 广东 揭阳$/m);
    expect(printed).toMatch(/^Sex +1 male$/m);
    expect(printed).toMatch(/^Region +440105 广东 Guangdong 广州市$/m);
    expect(printed).toMatch(/^Seen +2024-01-31 23:59 to 2024-02-01 00:03$/m);
    expect(printed).toMatch(/^Followed +2024-02-01 00:02 from ean13 6901481811083 \(barcode scanned\)$/m);
    // What was said stands in the order of Weixin's documentation.
    expect(printed).toMatch(/^2024-01-31 23:59 +user_scan_product .* counted +中国 广东 揭阳 1 2/m);
    const { printed: reviewer } = await run(
      'user',
      sampleEvent('user_scan_product_verify_action').FromUserName,
    );
    expect(reviewer).toMatch(/^Seen +– to –$/m);
  });

  it.each([
    ['nobody', 'nobody', 'Nothing is known of the openid nobody.\n'],
    [
      'a product',
      product.KeyStr,
      `Nothing is known of the openid ${product.KeyStr}. Did you mean:\n  npm run report -- product ean13 ${product.KeyStr}\n`,
    ],
    [
      'the short form of the logs',
      'okke…0gDo',
      'Nothing is known of the openid okke…0gDo. It is shortened, as in logs: an openid has 28 characters.\n',
    ],
  ])('is not found by %s: exit code 1', async (_case, asked, complained) => {
    expect(await run('user', asked)).toEqual({ exitCode: 1, printed: '', complained });
  });
});

describe('report pipeline', () => {
  it('says that nothing waits and nothing is dead', async () => {
    const { printed } = await run('pipeline');
    expect(printed).toMatch(/^user-scan-product +0 +0 +0$/m);
    expect(printed).toMatch(/^Outbox +0$/m);
    expect(printed).toMatch(/^Quarantine +0$/m);
  });
});

describe('the command', () => {
  it.each([
    [['sales']],
    [['product', 'ean13']],
    [['products', '--json', '--csv']],
    [['products', '--from', '2024-02-30']],
    [['products', '--from', '2024-02-02', '--to', '2024-02-01']],
    [['user', openid, '--from', '2024-02-02', '--to', '2024-02-01']],
    [['user', '']],
    [['product', 'ean13', '']],
    [['product', 'ean13', '1', '--from', '2024-02-02', '--to', '2024-02-01']],
  ])('given %j, is wrong use', async (args) => {
    const { exitCode, printed, complained } = await run(...args);
    expect({ exitCode, printed }).toEqual({ exitCode: 2, printed: '' });
    expect(complained).not.toBe('');
  });

  it('without a local run and without --stack says so in one sentence', async () => {
    const runs = localRuns;
    localRuns = [];
    try {
      const complaints: string[] = [];
      const exitCode = await report(['products'], {
        findTarget: (stackName) => findTarget(stackName, async () => localRuns),
        write: () => {},
        writeError: (text) => complaints.push(text),
      });
      expect(exitCode).toBe(1);
      expect(complaints).toEqual([
        'No local run is going on: start one with `npm start`, or name a deployed stack with --stack.\n',
      ]);
    } finally {
      localRuns = runs;
    }
  });
});
