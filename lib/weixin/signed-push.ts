import { sign } from '../../functions/callback/verify/signature.ts';
import type { WeixinAccount } from './account.ts';
import { encrypt } from './encrypt.ts';
import { compatibleBody, secureBody } from './envelope.ts';
import type { Push } from './push.ts';
import { type Stamp, signedQuery, withQuery } from './signed-query.ts';

/** The message encryption setting of the Official Accounts Platform: what of a push is encrypted. */
export type Mode = 'plain' | 'compatible' | 'secure';

/** Values of `--encryption`, and the mode of the Official Accounts Platform each one stands for. */
export const encryptionModes = {
  required: 'secure',
  compatible: 'compatible',
  off: 'plain',
} as const satisfies Record<string, Mode>;

export type Encryption = keyof typeof encryptionModes;

export interface SigningOptions extends Stamp {
  /** @default secure */
  readonly mode?: Mode;
  /** 16 bytes at the start of what is encrypted. @default random */
  readonly random?: Uint8Array;
}

/** A push ready to be POSTed. */
export interface SignedPush {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Signs a push and encrypts it as the mode asks for (Weixin, Message encryption and decryption).
 * @throws {DecryptionError} where the account's key is no EncodingAESKey and the mode needs one
 */
export function signedPush(
  callbackUrl: string,
  push: Push,
  account: WeixinAccount,
  options: SigningOptions = {},
): SignedPush {
  const { mode = 'secure', random } = options;
  const { token, encodingAesKey, appId } = account;
  const query = {
    ...signedQuery(token, options),
    ...(push.openid === undefined ? {} : { openid: push.openid }),
  };
  const headers = {
    'content-type': push.format === 'json' ? 'application/json' : 'text/xml',
    'user-agent': 'Mozilla/4.0',
  };
  if (mode === 'plain') return { url: withQuery(callbackUrl, query), headers, body: push.body };

  const encrypted = encrypt(push.body, encodingAesKey, appId, random);
  const url = withQuery(callbackUrl, {
    ...query,
    encrypt_type: 'aes',
    msg_signature: sign([token, query.timestamp, query.nonce, encrypted]),
  });
  const envelope = mode === 'secure' ? secureBody : compatibleBody;
  return { url, headers, body: envelope(push, encrypted) };
}
