import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { decodeEventMessage, encodeMessage } from '../../../functions/model/queue-message.ts';
import { dlq } from '../../../lib/commands/dlq.ts';
import { redrivesAttribute } from '../../../lib/dead-letters/held-message.ts';
import { fieldsPush } from '../../../lib/weixin/push.ts';
import { pushFields } from '../../../lib/weixin/render.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { opened, openedMessage, putMessage, receivedAt, runDlq } from './dead-letters.ts';

let stores: Stores;
let deadLetters: string;
let queue: string;
const put = (url: string, body: string, redrives?: number) => putMessage(stores, url, body, redrives);
const run = (args: string, answer?: boolean) => runDlq(stores, args, answer);

beforeEach(async () => {
  stores = await freshStores();
  deadLetters = stores.deadLettersUrl('user_scan_product');
  queue = stores.queueUrl('user_scan_product');
});

afterEach(() => stores.stop());

describe('npm run dlq -- redrive', () => {
  it('moves a message back to its queue and counts that', async () => {
    await put(deadLetters, openedMessage, 1);

    const { exitCode, printed } = await run('redrive user-scan-product');

    expect({ exitCode, printed }).toEqual({ exitCode: 0, printed: '1 message, 1 moved back\n' });
    expect(await stores.messages(deadLetters)).toEqual([]);
    expect(await stores.messages(queue)).toEqual([openedMessage]);
    const command = new ReceiveMessageCommand({ QueueUrl: queue, MessageAttributeNames: ['All'] });
    const { Messages = [] } = await stores.sqs.send(command);
    expect(Messages[0]?.MessageAttributes?.[redrivesAttribute]?.StringValue).toBe('2');
  });

  it('leaves everything where it is on a dry run', async () => {
    await put(deadLetters, openedMessage);

    expect((await run('redrive user-scan-product --dry-run')).printed).toContain('1 would be moved');
    expect(await stores.messages(deadLetters)).toEqual([openedMessage]);
    expect(await stores.messages(queue)).toEqual([]);
  });

  it('refuses a fourth time unless forced', async () => {
    await put(deadLetters, openedMessage, 3);

    expect((await run('redrive user-scan-product')).printed).toContain('1 were moved back 3 times before');
    expect(await stores.messages(queue)).toEqual([]);

    expect((await run('redrive user-scan-product --force')).printed).toContain('1 moved back');
    expect(await stores.messages(queue)).toEqual([openedMessage]);
  });

  it('keeps the message in the dead-letter queue when the queue does not take it', async () => {
    await put(deadLetters, openedMessage);
    const broken = { ...stores, queueUrl: () => `${queue}-gone` };
    const written: string[] = [];

    const exitCode = await dlq(['redrive', 'user-scan-product'], {
      findTarget: async () => ({ ...broken, timeZone: 'Asia/Shanghai', close: () => {} }),
      write: (text) => written.push(text),
      writeError: (text) => written.push(text),
      confirm: undefined,
    });

    expect(exitCode).toBe(1);
    expect(await stores.messages(deadLetters)).toEqual([openedMessage]);
  });

  it('puts a quarantined push that reads well today on its event’s queue, and leaves others', async () => {
    const raw = fieldsPush(pushFields(opened)).body.toString();
    const readable = encodeMessage({ receivedAt, reason: 'an older version', raw, encoding: 'utf8' });
    const broken = encodeMessage({ receivedAt, reason: 'not well-formed', raw: '<xml>', encoding: 'utf8' });
    await put(stores.quarantineUrl, readable);
    await put(stores.quarantineUrl, broken);

    const { printed } = await run('redrive quarantine');

    expect(printed).toBe('2 messages, 1 moved back\n1 cannot be read by this version\n');
    expect(await stores.messages(stores.quarantineUrl)).toEqual([broken]);
    const [body = ''] = await stores.messages(queue);
    expect(decodeEventMessage(body)).toEqual({ receivedAt, event: opened });
  });
});

describe('npm run dlq, where it achieved nothing of what it was asked for', () => {
  const unreadable = '<xml>';
  const held = encodeMessage({ receivedAt, reason: 'not well-formed', raw: unreadable, encoding: 'utf8' });

  it('ends a redrive with exit code 1, and says how to give up what nobody will ever read', async () => {
    await put(stores.quarantineUrl, held);

    const { exitCode, printed, complained } = await run('redrive quarantine');

    expect(exitCode).toBe(1);
    expect(printed).toContain('1 cannot be read by this version');
    expect(complained).toMatch(/npm run dlq -- drop quarantine \S+$/m);
    expect(await stores.messages(stores.quarantineUrl)).toEqual([held]);
  });

  it('gives up what it named, as it named it', async () => {
    await put(stores.quarantineUrl, held);
    const { complained } = await run('redrive quarantine');
    const [, args = ''] = /npm run dlq -- (drop .*)$/m.exec(complained) ?? [];

    expect((await run(`${args} --yes`)).exitCode).toBe(0);
    expect(await stores.messages(stores.quarantineUrl)).toEqual([]);
  });

  it.each(['redrive user-scan-product', 'drop quarantine --yes'])(
    'ends "%s" of an empty queue with exit code 1',
    async (args) => {
      expect((await run(args)).exitCode).toBe(1);
    },
  );

  it.each(['peek', 'redrive', 'drop --yes'])(
    'ends "%s" of a message that is not there with exit code 1',
    async (args) => {
      await put(deadLetters, openedMessage);
      const [action, ...options] = args.split(' ');

      const { exitCode, complained } = await run(
        [action, 'user-scan-product', 'nobody', ...options].join(' '),
      );

      expect(exitCode).toBe(1);
      expect(complained).toContain('nobody');
      expect(await stores.messages(deadLetters)).toEqual([openedMessage]);
    },
  );
});

test('npm run dlq tells of its progress', async () => {
  for (let n = 0; n < 101; n += 1) await put(deadLetters, openedMessage);

  const { printed, complained } = await run('redrive user-scan-product');

  expect(complained).toBe('100 messages moved back so far\n');
  expect(printed).toBe('101 messages, 101 moved back\n');
});

describe('npm run dlq -- drop', () => {
  beforeEach(() => put(deadLetters, openedMessage));

  it.each([
    ['is told yes', 'drop user-scan-product', true, 0, []],
    ['is told no', 'drop user-scan-product', false, 1, [openedMessage]],
    ['cannot ask', 'drop user-scan-product', undefined, 2, [openedMessage]],
    ['need not ask', 'drop user-scan-product --yes', undefined, 0, []],
    ['only says what it would do', 'drop user-scan-product --dry-run', undefined, 0, [openedMessage]],
  ])('where it %s', async (_case, args, answer, code, left) => {
    const { exitCode } = await run(args, answer);

    expect(exitCode).toBe(code);
    expect(await stores.messages(deadLetters)).toEqual(left);
  });
});

it.each([
  'peek nowhere',
  'peek on-',
  'peek on-subscribe',
  'drop on-subscribe --yes',
  'peek',
  'shuffle quarantine',
  'peek quarantine --max 0',
  'peek quarantine --since noon',
  'peek quarantine --since 1',
  'peek quarantine --since 2026-02-30',
  'peek quarantine --since 2026-11-24T08:00',
])('npm run dlq -- %s is refused with exit code 2', async (args) => {
  const { exitCode, complained } = await run(args);

  expect(exitCode).toBe(2);
  expect(complained).not.toBe('');
});
