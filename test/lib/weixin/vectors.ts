import { readFileSync } from 'node:fs';

/** A published example of Weixin's signatures and encryption; `negative` ones must be refused. */
export interface Vector {
  readonly id: string;
  readonly use: 'positive' | 'negative';
  readonly token: string;
  readonly timestamp?: string;
  readonly nonce?: string;
  readonly signature?: string;
  readonly msg_signature?: string;
  readonly echostr?: string;
  readonly body?: string;
  readonly encodingAESKey?: string;
  readonly appid?: string;
  readonly encrypt?: string;
  readonly openid?: string;
  readonly random?: string;
  readonly expected_random?: string;
  readonly expected_plaintext?: string;
  readonly expected_fields?: Readonly<Record<string, string>>;
}

const file = new URL('../../fixtures/vectors.json', import.meta.url);

const vectors: readonly Vector[] = JSON.parse(readFileSync(file, 'utf8')).vectors;

type With<Key extends keyof Vector> = Vector & { readonly [Each in Key]-?: NonNullable<Vector[Each]> };

/** The vectors that have all of these. */
export function vectorsWith<Key extends keyof Vector>(...keys: readonly Key[]): readonly With<Key>[] {
  return vectors.filter((vector): vector is With<Key> => keys.every((key) => vector[key] !== undefined));
}
