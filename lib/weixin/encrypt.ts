import { createCipheriv, randomBytes } from 'node:crypto';
import {
  aesKey,
  algorithm,
  lengthLength,
  paddingBlock,
  randomLength,
} from '../../functions/callback/verify/encryption.ts';

/**
 * Encrypts a push as Weixin does (Message encryption and decryption): the Encrypt text, in base64.
 * `random` is what the plaintext starts with, 16 bytes; the same ones make the same text.
 * @throws {DecryptionError} where it is no EncodingAESKey
 */
export function encrypt(
  message: string | Uint8Array,
  encodingAesKey: string,
  appId: string,
  random: Uint8Array = randomBytes(randomLength),
): string {
  const { key, iv } = aesKey(encodingAesKey);
  const content = Buffer.from(message);
  const length = Buffer.alloc(lengthLength);
  length.writeUInt32BE(content.length);
  const plaintext = Buffer.concat([random, length, content, Buffer.from(appId)]);
  const padding = paddingBlock - (plaintext.length % paddingBlock);
  const cipher = createCipheriv(algorithm, key, iv).setAutoPadding(false);
  const ciphertext = [
    cipher.update(plaintext),
    cipher.update(Buffer.alloc(padding, padding)),
    cipher.final(),
  ];
  return Buffer.concat(ciphertext).toString('base64');
}
