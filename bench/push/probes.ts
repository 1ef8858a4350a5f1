import { eventPush, rawPush } from '../../lib/weixin/push.ts';
import { samples } from '../../lib/weixin/samples.ts';
import { type SignedPush, type SigningOptions, signedPush } from '../../lib/weixin/signed-push.ts';
import { account, callbackUrl } from './account.ts';

/** A push a receiver should not take; it is set to take encrypted ones unless said otherwise. */
export interface Probe {
  readonly name: string;
  /** The account's setting in the console, which a receiver may be told. */
  readonly encryption: 'required' | 'off';
  readonly push: SignedPush;
}

const opened = eventPush(samples.user_scan_product);
const text = opened.body.toString();
const now = () => Math.floor(Date.now() / 1000);

function signed(body = text, options: SigningOptions = {}): SignedPush {
  return signedPush(callbackUrl, rawPush(body), account, options);
}

/** The push with its URL changed after it was signed. */
function withUrl(push: SignedPush, change: (query: URLSearchParams) => void): SignedPush {
  const url = new URL(push.url);
  change(url.searchParams);
  return { ...push, url: url.href };
}

function withElement(element: string): string {
  return text.replace('</xml>', `${element}</xml>`);
}

const forged = Buffer.from(text.replace('user_scan_product', 'subscribe'));
const doctype = '<!DOCTYPE xml [<!ENTITY e "forged">]>';
const entity = text.replace(/<City>.*?<\/City>/s, '<City>&e;</City>');

/** Every name says what is wrong with the push; made anew for each run, so that its timestamp is fresh. */
export function probes(): readonly Probe[] {
  const encrypted = (name: string, push: SignedPush): Probe => ({ name, encryption: 'required', push });
  const plain = (name: string, push: SignedPush): Probe => ({ name, encryption: 'off', push });
  const otherApp = { ...account, appId: 'wxffffffffffffffff' };
  return [
    plain(
      'wrong signature',
      withUrl(signed(text, { mode: 'plain' }), (query) => query.set('signature', '0'.repeat(40))),
    ),
    encrypted(
      'wrong msg_signature',
      withUrl(signed(), (query) => query.set('msg_signature', '0'.repeat(40))),
    ),
    encrypted(
      'only signature is right, msg_signature is missing',
      withUrl(signed(), (query) => query.delete('msg_signature')),
    ),
    encrypted('forged plaintext under a captured signature, encryption on', {
      ...signed(text, { mode: 'plain' }),
      body: forged,
    }),
    encrypted('encrypted for another AppID', signedPush(callbackUrl, opened, otherApp)),
    plain('replayed after one day, plain', signed(text, { mode: 'plain', timestamp: now() - 86_400 })),
    encrypted('replayed after one day, encrypted', signed(text, { timestamp: now() - 86_400 })),
    encrypted('DOCTYPE that defines an entity', signed(`${doctype}${entity}`)),
    encrypted('two elements Event', signed(withElement('<Event><![CDATA[subscribe]]></Event>'))),
    encrypted('an element never closed', signed(text.replace('</City>', ''))),
    encrypted('an element __proto__', signed(withElement('<__proto__><Admin>1</Admin></__proto__>'))),
    encrypted(
      'timestamp given twice',
      withUrl(signed(), (query) => query.append('timestamp', query.get('timestamp') ?? '')),
    ),
    encrypted(
      'nonce given twice, also as nonce[]',
      withUrl(signed(), (query) => query.append('nonce[]', '1')),
    ),
  ];
}
