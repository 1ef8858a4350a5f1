import { parse } from 'node:querystring';
import { account } from '../account.ts';
import { type Candidate, Refused, type Taken, taken } from '../candidate.ts';

type WechatCrypto = new (
  token: string,
  encodingAesKey: string,
  appId: string,
) => {
  getSignature(timestamp: unknown, nonce: unknown, encrypted: unknown): string;
  decrypt(text: string): { readonly message: string; readonly id: string };
};

interface Xml2js {
  parseStringPromise(text: string, options: object): Promise<{ readonly xml: Taken['fields'] }>;
}

/** The npm packages `wechat-crypto` and `xml2js` as their documentation puts them together. */
export function wechatCryptoPeer(load: (name: string) => unknown): Candidate {
  const Crypto = load('wechat-crypto') as WechatCrypto;
  const xml2js = load('xml2js') as Xml2js;
  const crypto = new Crypto(account.token, account.encodingAesKey, account.appId);
  const read = async (text: string) => {
    const { xml } = await xml2js.parseStringPromise(text, { explicitArray: false, trim: true });
    return xml;
  };
  return {
    name: 'wechat-crypto + xml2js',
    prepare: ({ url, body }) => {
      const query = parse(new URL(url).search.slice(1));
      return async () => {
        const fields = await read(body.toString());
        const isEncrypted = query.encrypt_type === 'aes';
        const given = isEncrypted ? query.msg_signature : query.signature;
        const signature = crypto.getSignature(query.timestamp, query.nonce, fields.Encrypt);
        if (signature !== given) throw new Refused('signature');
        return taken(isEncrypted ? await read(crypto.decrypt(String(fields.Encrypt)).message) : fields);
      };
    },
  };
}
