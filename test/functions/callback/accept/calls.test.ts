import { describe, expect, it } from 'vitest';
import { claim } from '../../../../functions/callback/accept/claim.ts';
import { confirm } from '../../../../functions/callback/accept/confirm.ts';
import {
  markForOutbox,
  putQuarantineIntoOutbox,
} from '../../../../functions/callback/accept/mark-for-outbox.ts';
import { send } from '../../../../functions/callback/accept/send.ts';
import { samples } from '../../../../lib/weixin/samples.ts';
import { unreachableStores } from '../../../support/unreachable-aws.ts';

const { events, queues } = unreachableStores;
const receivedAt = '2026-11-24T00:00:00.000Z';
const message = { receivedAt, event: samples.user_scan_product };
const unreadable = { receivedAt, reason: 'x', raw: 'x', encoding: 'utf8' } as const;

const calls: readonly [string, (signal: AbortSignal) => Promise<unknown>][] = [
  ['claims', (signal) => claim(events, message, signal)],
  ['sends', (signal) => send(queues, message, signal)],
  ['confirms', (signal) => confirm(events, message.event, signal)],
  ['marks for the outbox', (signal) => markForOutbox(events, message, signal)],
  ['quarantines', (signal) => putQuarantineIntoOutbox(events, unreadable, signal)],
];

describe('a step that', () => {
  it.each(calls)('%s ends when its time is up', async (_what, call) => {
    await expect(call(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  });

  it.each(calls)('%s and is not answered fails, and nothing is taken for done', async (_what, call) => {
    await expect(call(new AbortController().signal)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
