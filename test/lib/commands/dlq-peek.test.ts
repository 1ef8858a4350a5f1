import { Writable } from 'node:stream';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeMessage } from '../../../functions/model/queue-message.ts';
import { deadlineIn } from '../../../functions/runtime/deadline.ts';
import { noteLastErrors } from '../../../functions/workers/engine/note-last-errors.ts';
import { storesOn } from '../../../functions/workers/engine/stores.ts';
import { dlq } from '../../../lib/commands/dlq.ts';
import { standardOutput } from '../../../lib/commands/standard-output.ts';
import { fieldsPush } from '../../../lib/weixin/push.ts';
import { pushFields } from '../../../lib/weixin/render.ts';
import { sampleEvent } from '../../../lib/weixin/samples.ts';
import { freshStores, type Stores } from '../../support/stores.ts';
import { opened, openedMessage, putMessage, receivedAt, runDlq, surroundingsOf } from './dead-letters.ts';

const lastDelivery = {
  ApproximateReceiveCount: '10',
  SentTimestamp: '0',
  SenderId: 'callback',
  ApproximateFirstReceiveTimestamp: '0',
};

let stores: Stores;
let deadLetters: string;
const put = (url: string, body: string, redrives?: number) => putMessage(stores, url, body, redrives);
const run = (args: string, answer?: boolean) => runDlq(stores, args, answer);

beforeEach(async () => {
  stores = await freshStores();
  deadLetters = stores.deadLettersUrl('user_scan_product');
});

afterEach(() => stores.stop());

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
      // However often it is looked at, its worker tried ten times.
      expect(printed).toContain('its worker tried 10 times');
    }
    expect(await stores.messages(deadLetters)).toEqual([openedMessage]);
  });

  it('gives JSON with the openid in full', async () => {
    await put(deadLetters, openedMessage);

    const { printed } = await run('peek user_scan_product --json');

    expect(JSON.parse(printed)).toMatchObject({ kind: 'event', receivedAt, event: opened, tries: 10 });
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
    const gone = Object.assign(new Error('write EPIPE'), { code: 'EPIPE' });
    const closed = new Writable({ write: (_text, _encoding, done) => done(gone) });
    const { write } = standardOutput(closed);

    const exitCode = await dlq(['peek', 'user-scan-product'], { ...surroundingsOf(stores), write });

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
    const raw = `<xml>\n<Event><![CDATA[user_scan_product]]></Event>\n${'x'.repeat(2000)}`;
    await put(
      stores.quarantineUrl,
      encodeMessage({ receivedAt, reason: 'not well-formed', raw, encoding: 'utf8' }),
    );

    expect((await run('peek quarantine')).printed).toContain(
      'unreadable (not well-formed): <xml> <Event><![CDATA[user_scan_product]]></Event> xxx',
    );
    expect(JSON.parse((await run('peek quarantine --json')).printed)).toMatchObject({
      raw,
      encoding: 'utf8',
    });
  });
});
