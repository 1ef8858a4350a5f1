import { parse } from 'node:querystring';
import { account } from '../account.ts';
import { type Candidate, type FrameworkQuery, Refused, type Taken, taken } from '../candidate.ts';

interface Request {
  readonly method: string;
  readonly query: FrameworkQuery;
  readonly rawBody: Buffer;
  readonly weixin?: Taken['fields'];
}

interface Response {
  writeHead(status: number): void;
  end(text: string): void;
}

type Wechat = (
  config: { token: string; appid: string; encodingAESKey: string },
  handle: (request: Request) => void,
) => (request: Request, response: Response, next: (error?: unknown) => void) => void;

/** The npm package `wechat`, a middleware of Express. */
export function wechatPeer(load: (name: string) => unknown): Candidate {
  const wechat = load('wechat') as Wechat;
  const { appId: appid, token, encodingAesKey: encodingAESKey } = account;
  const waiting = new WeakMap<FrameworkQuery, (fields: Taken) => void>();
  const middleware = wechat({ token, appid, encodingAESKey }, ({ query, weixin = {} }) => {
    waiting.get(query)?.(taken(weixin));
  });
  return {
    name: 'wechat',
    prepare: ({ url, body }) => {
      const queryText = new URL(url).search.slice(1);
      return () =>
        new Promise((resolve, reject) => {
          const query = parse(queryText);
          waiting.set(query, resolve);
          const response: Response = { writeHead() {}, end: (text) => reject(new Refused(text)) };
          middleware({ method: 'POST', query, rawBody: body }, response, reject);
        });
    },
  };
}
