import { parse } from 'node:querystring';
import { XMLParser } from 'fast-xml-parser';
import { account } from '../account.ts';
import { type Candidate, Refused, type Taken, taken } from '../candidate.ts';

interface WecomCrypto {
  getSignature(token: string, timestamp: unknown, nonce: unknown, encrypted: unknown): string;
  decrypt(encodingAesKey: string, text: string): { readonly message: string; readonly id: string };
}

/** The npm package `@wecom/crypto` and fast-xml-parser as it comes. */
export function wecomCryptoPeer(load: (name: string) => unknown): Candidate {
  const crypto = load('@wecom/crypto') as WecomCrypto;
  const parser = new XMLParser();
  const read = (text: string): Taken['fields'] => parser.parse(text).xml;
  return {
    name: '@wecom/crypto + fast-xml-parser',
    prepare: ({ url, body }) => {
      const query = parse(new URL(url).search.slice(1));
      return () => {
        const fields = read(body.toString());
        const isEncrypted = query.encrypt_type === 'aes';
        const given = isEncrypted ? query.msg_signature : query.signature;
        const signature = crypto.getSignature(account.token, query.timestamp, query.nonce, fields.Encrypt);
        if (signature !== given) throw new Refused('signature');
        if (!isEncrypted) return taken(fields);
        return taken(read(crypto.decrypt(account.encodingAesKey, String(fields.Encrypt)).message));
      };
    },
  };
}
