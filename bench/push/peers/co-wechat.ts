import { parse } from 'node:querystring';
import { account } from '../account.ts';
import { type Candidate, type FrameworkQuery, Refused, type Taken, taken } from '../candidate.ts';

interface Context {
  readonly method: string;
  readonly query: FrameworkQuery;
  readonly request: { readonly body: string };
  status?: number;
  body?: string;
}

type CoWechat = (config: { token: string; appid: string; encodingAESKey: string }) => {
  middleware(
    handle: (fields: Taken['fields'], context: Context) => Promise<string>,
  ): (context: Context) => Promise<void>;
};

/** The npm package `co-wechat`, a middleware of Koa. */
export function coWechatPeer(load: (name: string) => unknown): Candidate {
  const coWechat = load('co-wechat') as CoWechat;
  const { appId: appid, token, encodingAesKey: encodingAESKey } = account;
  const results = new WeakMap<Context, Taken>();
  const middleware = coWechat({ token, appid, encodingAESKey }).middleware(async (fields, context) => {
    results.set(context, taken(fields));
    return '';
  });
  return {
    name: 'co-wechat',
    prepare: ({ url, body }) => {
      const query = parse(new URL(url).search.slice(1));
      return async () => {
        const context: Context = { method: 'POST', query, request: { body: body.toString() } };
        await middleware(context);
        const result = results.get(context);
        if (result === undefined) throw new Refused(context.body);
        return result;
      };
    },
  };
}
