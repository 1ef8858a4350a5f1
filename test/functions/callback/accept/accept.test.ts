import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { accept, quarantine } from '../../../../functions/callback/accept/accept.ts';
import type { PushDeadlines } from '../../../../functions/callback/accept/push-deadlines.ts';
import { PushLog } from '../../../../functions/callback/push-log.ts';
import { logger } from '../../../../functions/runtime/telemetry.ts';
import { sampleEvent } from '../../../../lib/weixin/samples.ts';
import { unreachableStores } from '../../../support/unreachable-aws.ts';
import { failCalls } from '../bent-clients.ts';
import { type Callback, openCallbackStores, startCallback } from '../callback.ts';

const never = new AbortController().signal;
const deadlines: PushDeadlines = { claim: never, send: never, push: never };
const receivedAt = '2015-07-30T09:55:10.000Z';
const eventMessage = (KeyStr: string) => ({
  receivedAt,
  event: sampleEvent('user_scan_product', { KeyStr }),
});
const unreadable = { receivedAt, reason: 'not well-formed', raw: '<xml>', encoding: 'utf8' } as const;

let callback: Callback;
beforeAll(async () => {
  callback = await startCallback();
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => callback.stop());

/** The names of what a push's line tells, beside the whole time. */
function toldBy(log: PushLog): readonly string[] {
  const info = vi.spyOn(logger, 'info').mockReturnValue(undefined);
  log.write('info');
  const { totalMs: _always, ...fields } = Object(info.mock.calls[0]?.[1]);
  return Object.keys(fields).sort();
}

const unreached = unreachableStores.queues;
const refused = { code: 'ECONNREFUSED' };

describe('an event', () => {
  it('that its queue takes is claimed, sent and confirmed, and its line tells of each', async () => {
    const log = new PushLog();
    expect(await accept(openCallbackStores(), eventMessage('sent'), log, deadlines)).toBe('enqueued');
    expect(toldBy(log)).toEqual(['claimMs', 'confirmMs', 'sendMs']);
  });

  it('that its queue does not take is marked for the outbox, and its line tells of it', async () => {
    const log = new PushLog();
    const stores = { ...openCallbackStores(), queues: unreached };
    expect(await accept(stores, eventMessage('marked'), log, deadlines)).toBe('outboxed');
    expect(toldBy(log)).toEqual(['claimMs', 'outboxMs', 'sendError', 'sendMs']);
  });

  it('that is claimed, and then neither sent nor marked, is not taken: nobody would send it', async () => {
    const log = new PushLog();
    const stores = { ...openCallbackStores(), queues: unreached };
    failCalls(stores.events.client, 'UpdateItemCommand');
    await expect(accept(stores, eventMessage('unmarked'), log, deadlines)).rejects.toMatchObject({
      name: 'NotTakenError',
      cause: { message: 'the connection broke' },
    });
    expect(toldBy(log)).toEqual(['claimMs', 'outboxError', 'outboxMs', 'sendError', 'sendMs']);
  });

  it('that is not claimed is sent all the same, and there is nothing to confirm', async () => {
    const log = new PushLog();
    const stores = openCallbackStores();
    failCalls(stores.events.client, 'PutItemCommand');
    expect(await accept(stores, eventMessage('unclaimed'), log, deadlines)).toBe('deduplicationBypassed');
    expect(toldBy(log)).toEqual(['claimError', 'claimMs', 'sendMs']);
  });

  it('that is neither claimed nor sent is not taken, and no time is lost on the outbox', async () => {
    const log = new PushLog();
    const stores = { ...openCallbackStores(), queues: unreached };
    failCalls(stores.events.client, 'PutItemCommand');
    await expect(accept(stores, eventMessage('unclaimed'), log, deadlines)).rejects.toMatchObject({
      name: 'NotTakenError',
      cause: refused,
    });
    expect(toldBy(log)).toEqual(['claimError', 'claimMs', 'sendError', 'sendMs']);
  });
});

describe('a push that nobody can read', () => {
  it('is sent', async () => {
    const log = new PushLog();
    expect(await quarantine(openCallbackStores(), unreadable, log, deadlines)).toBe('quarantined');
    expect(toldBy(log)).toEqual(['sendMs']);
  });

  it('is put into the outbox where its queue does not take it', async () => {
    const log = new PushLog();
    const stores = { ...openCallbackStores(), queues: unreached };
    expect(await quarantine(stores, unreadable, log, deadlines)).toBe('quarantined');
    expect(toldBy(log)).toEqual(['outboxMs', 'sendError', 'sendMs']);
  });

  it('is not taken where the outbox does not take it either', async () => {
    await expect(quarantine(unreachableStores, unreadable, new PushLog(), deadlines)).rejects.toMatchObject({
      name: 'NotTakenError',
      cause: refused,
    });
  });
});
