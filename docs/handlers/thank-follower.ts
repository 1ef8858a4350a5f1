import type { Handle } from '../../functions/handlers/handle.ts';

const maySend = 60_000;

/**
 * Thanks a follower by a customer-service message. As `handlers/subscribe.ts`, with the environment
 * `ACCESS_TOKEN_URL` in its config: the one place of yours that renews the access token and gives it to
 * whoever needs it, for each renewal ends the token before.
 */
export const handle: Handle<'subscribe'> = async (event, { logger, remainingTime }) => {
  // After a follow Weixin takes three messages, within a minute: later there is nothing to be done.
  if (Date.now() - Number(event.CreateTime) * 1000 > maySend) return logger.info('too late to thank');
  const signal = AbortSignal.timeout(Math.min(5000, remainingTime() - 2000));
  const tokenAnswer = await fetch(process.env.ACCESS_TOKEN_URL ?? '', { signal });
  const { access_token: token } = (await tokenAnswer.json()) as { readonly access_token: string };
  const url = new URL(process.env.WEIXIN_API ?? 'https://api.weixin.qq.com');
  url.pathname = '/cgi-bin/message/custom/send';
  url.searchParams.set('access_token', token);
  const message = { touser: event.FromUserName, msgtype: 'text', text: { content: '谢谢关注！' } };
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(message), signal });
  const { errcode } = (await answer.json()) as { readonly errcode: number };
  // 45015: the window has closed; 43004: they have left again. Neither gets better by trying again.
  if (errcode !== 0 && errcode !== 45015 && errcode !== 43004) throw new Error(`Weixin says ${errcode}`);
};
