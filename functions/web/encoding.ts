import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** How an answer may be encoded, the better one first. */
export const contentEncodings = ['br', 'gzip'] as const;

export type ContentEncoding = (typeof contentEncodings)[number];

/** The best encoding a request takes (RFC 9110, Accept-Encoding); undefined for none. */
export function acceptedEncoding(acceptEncoding = ''): ContentEncoding | undefined {
  const accepted = new Map(acceptEncoding.toLowerCase().split(',').map(codingAndWeight));
  return contentEncodings.find((encoding) => (accepted.get(encoding) ?? 0) > 0);
}

/** Compresses what is compressed once and sent often. */
export function compressWell(content: Uint8Array, encoding: ContentEncoding): Uint8Array {
  // The best quality takes fifteen times as long for the last eight percent.
  return encoding === 'br' ? brotli(content, 9) : gzipSync(content, { level: 9 });
}

/** Compresses what somebody waits for. */
export function compressFast(content: Uint8Array, encoding: ContentEncoding): Uint8Array {
  return encoding === 'br' ? brotli(content, 4) : gzipSync(content, { level: 4 });
}

function brotli(content: Uint8Array, quality: number): Uint8Array {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}

function codingAndWeight(part: string): [string, number] {
  const [coding = '', ...parameters] = part.split(';').map((each) => each.trim());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  return [coding, weight === undefined ? 1 : Number(weight.slice(2))];
}
