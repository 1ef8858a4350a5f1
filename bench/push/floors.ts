import { createDecipheriv, createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import { account } from './account.ts';
import { type Candidate, Refused, type Taken, taken } from './candidate.ts';

type ReadXml = (text: string) => Taken['fields'];

/** The least that can be done: no time, no form and no AppID is looked at. */
function floor(name: string, read: ReadXml): Candidate {
  const key = Buffer.from(`${account.encodingAesKey}=`, 'base64');
  const iv = key.subarray(0, 16);

  function decrypt(text: string): string {
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false);
    const plaintext = Buffer.concat([decipher.update(text, 'base64'), decipher.final()]);
    return plaintext.toString('utf8', 20, 20 + plaintext.readUInt32BE(16));
  }

  return {
    name,
    prepare: ({ url, body }) => {
      const query = new URL(url).searchParams;
      const parameter = (parameterName: string) => query.get(parameterName) ?? '';
      const [timestamp, nonce] = [parameter('timestamp'), parameter('nonce')];
      const isEncrypted = parameter('encrypt_type') === 'aes';
      const signature = parameter(isEncrypted ? 'msg_signature' : 'signature');
      return () => {
        const fields = read(body.toString());
        const encrypted = isEncrypted ? String(fields.Encrypt) : '';
        const parts = [account.token, timestamp, nonce, encrypted].sort().join('');
        if (createHash('sha1').update(parts).digest('hex') !== signature) throw new Refused('signature');
        return taken(isEncrypted ? read(decrypt(encrypted)) : fields);
      };
    },
  };
}

const parser = new XMLParser({ parseTagValue: false });

/** node:crypto and fast-xml-parser, told only to leave digits alone. */
export const parserFloor = floor(
  'floor: node:crypto + fast-xml-parser',
  (text): Taken['fields'] => parser.parse(text).xml,
);

const element = /<(\w+)>(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))<\/\1>/gs;

/** node:crypto and one regular expression. */
export const expressionFloor = floor('floor: node:crypto + one regular expression', (text) => {
  const inner = text.slice(text.indexOf('>') + 1);
  const fields: Record<string, string> = {};
  for (const [, name = '', section, bare] of inner.matchAll(element)) fields[name] = section ?? bare ?? '';
  return fields;
});
