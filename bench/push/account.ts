import type { WeixinAccount } from '../../lib/weixin/account.ts';

/** The account that is pushed to: AppID, token and key of a vector published by Tencent. */
export const account: WeixinAccount = {
  appId: 'wx5823bf96d3bd56c7',
  token: 'QDG6eK',
  encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
};

export const callbackUrl = 'https://receiver.example/weixin';
