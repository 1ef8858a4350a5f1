import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { type Read, readPush } from '../../../functions/callback/read/read-push.ts';
import { readRequest } from '../../../functions/callback/request.ts';
import type { CallbackSettings } from '../../../functions/callback/settings.ts';
import { verifyAge, verifyPush } from '../../../functions/callback/verify/verify.ts';
import type { WeixinKeys } from '../../../functions/callback/verify/weixin-keys.ts';
import type { WeixinAccount } from '../../../lib/weixin/account.ts';
import type { SignedPush } from '../../../lib/weixin/signed-push.ts';
import { gatewayEvent } from './gateway-event.ts';

/** The account of tests: AppID, token and key of a vector published by Tencent. */
export const account: WeixinAccount = {
  appId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};

/** Where tests push to; nothing listens there. */
export const callbackUrl = 'https://receiver.example/weixin';

export function keysOf({ token, encodingAesKey }: Omit<WeixinAccount, 'appId'>): WeixinKeys {
  return { tokens: [token], encodingAesKeys: [encodingAesKey] };
}

export const settings: CallbackSettings = {
  appId: account.appId,
  encryption: 'required',
  maxAgeSeconds: 600,
};

/** Everything the callback function does with a push before it writes anything. */
export function understand(push: SignedPush): Read {
  return understandEvent(gatewayEvent(push));
}

/** The same, from what API Gateway hands over, under settings of one's own. */
export function understandEvent(
  event: APIGatewayProxyEventV2,
  changes: Partial<CallbackSettings> = {},
): Read {
  const request = readRequest(event);
  verifyAge(request.query, settings.maxAgeSeconds, new Date());
  return readPush(verifyPush(request, { ...settings, ...changes }, keysOf(account)));
}
