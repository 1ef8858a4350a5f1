import { isProductEvent } from '../model/event-types.ts';
import { shortOpenid } from '../runtime/short-openid.ts';
import type { Stores } from '../stores/stores.ts';
import { accept, quarantine } from './accept/accept.ts';
import type { PushDeadlines } from './accept/push-deadlines.ts';
import type { Forwarder } from './forward/forwarder.ts';
import type { TargetReply } from './forward/reply.ts';
import type { PushLog } from './push-log.ts';
import { type Read, readPush } from './read/read-push.ts';
import type { CallbackRequest } from './request.ts';
import type { CallbackSettings } from './settings.ts';
import { UnknownSecretError, verifyAge, verifyPush, verifyUrl } from './verify/verify.ts';
import type { WeixinKeyring, WeixinKeys } from './verify/weixin-keys.ts';

export interface Receiver {
  readonly settings: CallbackSettings;
  readonly secrets: WeixinKeyring;
  readonly stores: Stores;
  /** What passes pushes on to the merchant's own message server. @default nothing is passed on */
  readonly forwarder: Forwarder | undefined;
}

/** What Weixin is answered: a text of this receiver's, or what the merchant's own server replied. */
export type Reply = string | TargetReply;

/**
 * Receives one request of Weixin's and gives what to answer: nothing for a push, or what the merchant's own
 * server replied to it; the echostr for a URL verification.
 * Verify → decrypt → parse → classify → claim → send → confirm, and beside the last three, forward.
 * @throws {RefusedError} where it is not Weixin's
 * @throws {NotTakenError} where nothing holds it: Weixin tries three times more within about a second
 * @throws {PushAgainError} where Weixin has to push it again because the merchant's own server failed
 */
export async function receive(
  receiver: Receiver,
  request: CallbackRequest,
  log: PushLog,
  deadlines: PushDeadlines,
): Promise<Reply> {
  verifyAge(request.query, receiver.settings.maxAgeSeconds, new Date());
  if (request.method === 'GET') {
    const echostr = await withKeys(receiver.secrets, deadlines.push, (keys) =>
      verifyUrl(request.query, keys),
    );
    log.set({ outcome: 'urlVerified' });
    return echostr;
  }
  const body = await withKeys(receiver.secrets, deadlines.push, (keys) =>
    verifyPush(request, receiver.settings, keys),
  );
  const read = readPush(body);
  const keeping = keep(receiver.stores, read, log, deadlines);
  if (!receiver.forwarder) {
    await keeping;
    return '';
  }
  const [kept, forwarded] = await Promise.allSettled([
    keeping,
    receiver.forwarder.forward(request, read, log),
  ]);
  // Whether a push has to come again is for its own keeping to say first.
  if (kept.status === 'rejected') throw kept.reason;
  if (forwarded.status === 'rejected') throw forwarded.reason;
  return forwarded.value ?? '';
}

/** Tries the keys at hand, and where none fits those that may have been set since. */
async function withKeys<Value>(
  secrets: WeixinKeyring,
  signal: AbortSignal,
  verify: (keys: WeixinKeys) => Value,
): Promise<Value> {
  try {
    return verify(await secrets.keys(signal));
  } catch (error) {
    const keys = error instanceof UnknownSecretError ? await secrets.refreshed(signal) : undefined;
    if (!keys) throw error;
    return verify(keys);
  }
}

async function keep(stores: Stores, read: Read, log: PushLog, deadlines: PushDeadlines): Promise<void> {
  const receivedAt = new Date().toISOString();
  if (read.kind === 'other') {
    log.set({ event: read.label, outcome: 'notProductEvent' });
    return;
  }
  if (read.kind === 'unreadable') {
    const { reason, raw, encoding } = read;
    const outcome = await quarantine(stores, { receivedAt, reason, raw, encoding }, log, deadlines);
    log.set({ outcome, reason });
    return;
  }
  const { event } = read;
  log.set({
    account: event.ToUserName,
    event: event.Event,
    openid: shortOpenid(event.FromUserName),
    createTime: event.CreateTime,
    ...(isProductEvent(event) && { keyStandard: event.KeyStandard, keyStr: event.KeyStr }),
  });
  log.set({ outcome: await accept(stores, { receivedAt, event }, log, deadlines) });
}
