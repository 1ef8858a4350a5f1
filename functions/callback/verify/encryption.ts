import { createDecipheriv } from 'node:crypto';

/** A text that was not encrypted with this key. The message says what is wrong, never what it holds. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';
}

/** What Weixin put into an encrypted push. */
export interface Decrypted {
  /** The push as it was before encryption: XML or JSON, byte for byte. */
  readonly message: Buffer;
  /** The AppID the push was made for: to be compared with the account's own. */
  readonly appId: string;
}

export const algorithm = 'aes-256-cbc';
/** PKCS#7 pads Weixin's plaintext to 32 bytes, although a block of AES has 16. */
export const paddingBlock = 32;
/** The plaintext starts with this many random bytes; the message's length in 4 bytes follows. */
export const randomLength = 16;
export const lengthLength = 4;

const aesBlock = 16;

/** Whether the text can be an EncodingAESKey: 43 characters of base64, which make a key of 32 bytes. */
export function isEncodingAesKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}$/.test(text);
}

/**
 * The AES key and initialization vector (32 and 16 bytes) an EncodingAESKey stands for.
 * @throws {DecryptionError} where it is no EncodingAESKey
 */
export function aesKey(encodingAesKey: string): { readonly key: Buffer; readonly iv: Buffer } {
  if (!isEncodingAesKey(encodingAesKey)) throw new DecryptionError('not an EncodingAESKey');
  // Real keys often end in bits that no byte takes; Node's decoder drops them, a strict one refuses.
  const key = Buffer.from(`${encodingAesKey}=`, 'base64');
  return { key, iv: key.subarray(0, aesBlock) };
}

/**
 * Decrypts the Encrypt text of a push, given without white space around it. Neither the signature nor
 * the AppID is checked here (Weixin, Message encryption and decryption).
 * @throws {DecryptionError} where the text is not base64 of whole blocks, or key, padding or length are wrong
 */
export function decrypt(encrypted: string, encodingAesKey: string): Decrypted {
  const { key, iv } = aesKey(encodingAesKey);
  const decipher = createDecipheriv(algorithm, key, iv).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertextOf(encrypted)), decipher.final()]);
  const plaintext = withoutPadding(padded);

  const start = randomLength + lengthLength;
  if (plaintext.length < start) throw new DecryptionError('too short');
  const end = start + plaintext.readUInt32BE(randomLength);
  if (end > plaintext.length) throw new DecryptionError('message longer than the text');
  return { message: plaintext.subarray(start, end), appId: plaintext.toString('utf8', end) };
}

function ciphertextOf(encrypted: string): Buffer {
  const ciphertext = Buffer.from(encrypted, 'base64');
  // Node's decoder skips what is not base64: only a text that comes out the same was base64.
  if (ciphertext.toString('base64') !== encrypted) throw new DecryptionError('not base64');
  if (ciphertext.length === 0 || ciphertext.length % aesBlock !== 0) {
    throw new DecryptionError('not whole blocks');
  }
  return ciphertext;
}

// By hand: Node's own unpadding refuses more than 16 bytes.
function withoutPadding(padded: Buffer): Buffer {
  const padding = padded.at(-1) ?? 0;
  const end = padded.length - padding;
  const isPadding = padding >= 1 && padding <= paddingBlock && end >= 0;
  if (!isPadding || padded.subarray(end).some((byte) => byte !== padding)) {
    throw new DecryptionError('wrong padding');
  }
  return padded.subarray(0, end);
}
