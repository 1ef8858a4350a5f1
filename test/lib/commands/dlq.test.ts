import { Writable } from 'node:stream';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { decodeEventMessage, encodeMessage } from '../../../functions/model/queue-message.ts';
import { deadlineIn } from '../../../functions/runtime/deadline.ts';
import { noteLastErrors } from '../../../functions/workers/note-last-errors.ts';
import { storesOn } from '../../../functions/workers/stores.ts';
import { dlq } from '../../../lib/commands/dlq.ts';
import type { DlqSurroundings } from '../../../lib/commands/dlq-actions.ts';
import { standardOutput } from '../../../lib/commands/standard-output.ts';
import { redrivesAttribute } from '../../../lib/dead-letters/held-message.ts';
import { fieldsPush } from '../../../lib/weixin/push.ts';
import { pushFields } from '../../../lib/weixin/render.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';

const receivedAt = '2026-11-20T10:00:00.000Z';
const opened = sampleEvent('user_scan_product');
const openedMessage = encodeMessage({ receivedAt, event: opened });

const lastDelivery = {
  ApproximateReceiveCount: '10',
  SentTimestamp: '0',
  SenderId: 'callback',
  ApproximateFirstReceiveTimestamp: '0',
};

let stores: Stores;
let deadLetters: string;
let queue: string;

beforeEach(async () => {
  stores = await freshStores();
  deadLetters = stores.deadLettersUrl('user_scan_product');
  queue = stores.queueUrl('user_scan_product');
});

afterEach(() => stores.stop());

async function put(url: string, body: string, redrives?: number): Promise<void> {
  const attribute = { DataType: 'Number', StringValue: String(redrives) };
  await stores.sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: body,
      ...(redrives !== undefined && { MessageAttributes: { [redrivesAttribute]: attribute } }),
    }),
  );
}

function surroundings(): DlqSurroundings {
  return {
    findTarget: async () => ({ ...stores, close: () => {} }),
    write: () => {},
    writeError: () => {},
    confirm: undefined,
  };
}

async function run(args: string, answer?: boolean) {
  let printed = '';
  let complained = '';
  const exitCode = await dlq(args.split(' '), {
    ...surroundings(),
    write: (text) => {
      printed += text;
    },
    writeError: (text) => {
      complained += text;
    },
    confirm: answer === undefined ? undefined : async () => answer,
  });
  return { exitCode, printed, complained };
}

describe('npm run dlq -- peek', () => {
  it('shows the event with its openid shortened, and consumes nothing', async () => {
    await put(deadLetters, openedMessage);

    for (let n = 1; n <= 2; n += 1) {
      const { exitCode, printed } = await run('peek user-scan-product');
      expect(exitCode).toBe(0);
      expect(printed).toContain(
        `user_scan_product ${opened.KeyStandard} ${opened.KeyStr}, openid okke…${opened.FromUserName.slice(-4)}`,
      );
      expect(printed).not.toContain(opened.FromUserName);
      expect(printed).toContain(`received ${n} times`);
    }
    expect(await stores.messages(deadLetters)).toEqual([openedMessage]);
  });

  it('gives JSON with the openid in full', async () => {
    await put(deadLetters, openedMessage);

    const { printed } = await run('peek user_scan_product --json');

    expect(JSON.parse(printed)).toMatchObject({ kind: 'event', receivedAt, event: opened, receiveCount: 1 });
  });

  it('says with what error its worker gave up, and where none was noted', async () => {
    const failures = [{ event: opened, messageIds: ['m'], error: new RangeError('too much') }];
    const record = { messageId: 'm', attributes: lastDelivery };
    const workerStores = storesOn(stores.dynamodb, {
      EVENTS_TABLE: stores.eventsTable,
      INSIGHTS_TABLE: stores.insightsTable,
    });
    await noteLastErrors([record], failures, workerStores, deadlineIn(30_000));
    await put(deadLetters, openedMessage);
    const killed = { receivedAt, event: sampleEvent('user_scan_product', { KeyStr: 'killed' }) };
    await put(deadLetters, encodeMessage(killed));

    const { printed } = await run('peek user-scan-product');

    expect(printed).toMatch(/6901481811083, .*\n.*\n {2}last error RangeError, 20/);
    expect(printed).toMatch(/killed, .*\n.*\n {2}last error unknown/);
    expect(JSON.parse((await run('peek user-scan-product --max 1 --json')).printed)).toMatchObject({
      lastError: 'RangeError',
    });
  });

  it('says why a push is in quarantine that reads well today', async () => {
    const raw = fieldsPush(pushFields(opened)).body.toString();
    await put(
      stores.quarantineUrl,
      encodeMessage({ receivedAt, reason: 'not well-formed', raw, encoding: 'utf8' }),
    );

    expect((await run('peek quarantine')).printed).toContain(
      'quarantined for: not well-formed; this version reads it',
    );
  });

  it('says why a message is unreadable', async () => {
    await put(deadLetters, '{"receivedAt":"x"}');

    expect((await run('peek user-scan-product')).printed).toContain(
      'unreadable (UnreadableEventError: no event)',
    );
  });

  it('shows only what was received since, and at most so many', async () => {
    await put(deadLetters, openedMessage);
    await put(deadLetters, openedMessage);

    expect((await run('peek user-scan-product --since 2026-11-21')).printed).toBe('0 messages\n');
    expect((await run('peek user-scan-product --since 2026-11-20T18:00+08:00')).printed).toContain(
      '2 messages',
    );
    expect((await run('peek user-scan-product --max 1')).printed).toContain('1 message');
  });

  it('with --max hides nothing it did not show from the next command', async () => {
    for (let n = 0; n < 5; n += 1) await put(deadLetters, openedMessage);

    expect((await run('peek user-scan-product --max 1')).printed).toContain('1 message\n');

    expect(await run('peek user-scan-product')).toMatchObject({
      printed: expect.stringContaining('5 messages\n'),
      complained: '',
    });
  });

  it('gives back what it holds when nobody reads on', async () => {
    for (let n = 0; n < 3; n += 1) await put(deadLetters, openedMessage);
    const closed = new Writable({ write: (_text, _encoding, done) => done(new Error('EPIPE')) });
    const write = standardOutput(closed);

    const exitCode = await dlq(['peek', 'user-scan-product'], { ...surroundings(), write });

    expect(exitCode).toBe(0);
    expect((await run('peek user-scan-product')).printed).toContain('3 messages\n');
  });

  it('says how many messages another command holds', async () => {
    await put(deadLetters, openedMessage);
    await stores.sqs.send(new ReceiveMessageCommand({ QueueUrl: deadLetters, VisibilityTimeout: 300 }));

    const { printed, complained } = await run('peek user-scan-product');

    expect(printed).toBe('0 messages\n');
    expect(complained).toBe('1 message more held by another command, for five minutes at most\n');
  });

  it('shows a quarantined push as it came, and in JSON all of it', async () => {
    const raw = `<xml><Event><![CDATA[user_scan_product]]></Event>${'x'.repeat(2000)}`;
    await put(
      stores.quarantineUrl,
      encodeMessage({ receivedAt, reason: 'not well-formed', raw, encoding: 'utf8' }),
    );

    expect((await run('peek quarantine')).printed).toContain(
      'unreadable (not well-formed): <xml><Event><![CDATA[user_scan_product]]></Event>xxx',
    );
    expect(JSON.parse((await run('peek quarantine --json')).printed)).toMatchObject({
      raw,
      encoding: 'utf8',
    });
  });
});

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
      findTarget: async () => ({ ...broken, close: () => {} }),
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
    ['is told no', 'drop user-scan-product', false, 0, [openedMessage]],
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
