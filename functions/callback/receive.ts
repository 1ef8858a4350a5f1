import { shortOpenid } from '../runtime/short-openid.ts';
import type { Stores } from '../stores/stores.ts';
import { accept, quarantine } from './accept/accept.ts';
import type { PushDeadlines } from './accept/push-deadlines.ts';
import type { PushLog } from './push-log.ts';
import { readPush } from './read/read-push.ts';
import type { CallbackRequest } from './request.ts';
import type { CallbackSettings } from './settings.ts';
import { UnknownSecretError, verifyAge, verifyPush, verifyUrl } from './verify/verify.ts';
import type { WeixinKeyring, WeixinKeys } from './verify/weixin-keys.ts';

export interface Receiver {
  readonly settings: CallbackSettings;
  readonly secrets: WeixinKeyring;
  readonly stores: Stores;
}

/**
 * Receives one request of Weixin's and gives the text to answer with: nothing for a push, the echostr
 * for a URL verification. Verify → decrypt → parse → classify → claim → send → confirm.
 * @throws {RefusedError} where it is not Weixin's
 * @throws {NotTakenError} where nothing holds it: Weixin tries three times more within about a second
 */
export async function receive(
  receiver: Receiver,
  request: CallbackRequest,
  log: PushLog,
  deadlines: PushDeadlines,
): Promise<string> {
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
  await keep(receiver.stores, body, log, deadlines);
  return '';
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

async function keep(stores: Stores, body: Buffer, log: PushLog, deadlines: PushDeadlines): Promise<void> {
  const receivedAt = new Date().toISOString();
  const read = readPush(body);
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
    keyStandard: event.KeyStandard,
    keyStr: event.KeyStr,
  });
  log.set({ outcome: await accept(stores, { receivedAt, event }, log, deadlines) });
}
