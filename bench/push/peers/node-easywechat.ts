import { account } from '../account.ts';
import { type Candidate, Refused, type Taken, taken } from '../candidate.ts';

interface Message {
  toObject(): Taken['fields'];
}

interface EasyWechat {
  readonly OfficialAccount: new (
    config: object,
  ) => {
    setRequest(request: object): void;
    getServer(): {
      with(handle: (message: Message, next: (message: Message) => unknown) => unknown): void;
      serve(): Promise<object>;
    };
  };
  readonly ServerRequest: new (method: string, url: string, headers: object, body: Buffer) => object;
}

/** The npm package `node-easywechat`: one application object a request, as its documentation does it. */
export function easyWechatPeer(load: (name: string) => unknown): Candidate {
  const { OfficialAccount, ServerRequest } = load('node-easywechat') as EasyWechat;
  const config = {
    app_id: account.appId,
    secret: 'unused',
    token: account.token,
    aes_key: account.encodingAesKey,
  };
  return {
    name: 'node-easywechat',
    prepare: ({ url, headers, body }) => {
      const { pathname, search } = new URL(url);
      return async () => {
        const application = new OfficialAccount(config);
        application.setRequest(new ServerRequest('POST', `${pathname}${search}`, { ...headers }, body));
        const server = application.getServer();
        let fields: Taken['fields'] | undefined;
        server.with((message, next) => {
          fields = message.toObject();
          return next(message);
        });
        await server.serve();
        if (fields === undefined) throw new Refused('no message');
        return taken(fields);
      };
    },
  };
}
