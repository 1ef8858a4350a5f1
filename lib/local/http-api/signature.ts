import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import { type Credentials, localAwsAccount } from '../account.ts';

/** API Gateway's name in a signature. */
const service = 'execute-api';
/** How far a signature's time may be from now, in milliseconds (AWS, "Signature Version 4"). */
const longestAge = 5 * 60 * 1000;

type Signed = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

/**
 * Who signed a request by Signature Version 4, as API Gateway verifies it for routes with IAM authorization:
 * the whole request, its body included, for this service in this region, within five minutes.
 * @param known those who may sign
 * @returns undefined where the signature is missing, another's, or of another request
 */
export async function signerOf(
  request: Signed,
  body: Buffer,
  known: readonly Credentials[],
  now: Date = new Date(),
): Promise<Credentials | undefined> {
  const claim = readClaim(request);
  const signer = known.find(({ accessKeyId }) => accessKeyId === claim?.accessKeyId);
  if (claim === undefined || signer === undefined) return undefined;
  if (claim.region !== localAwsAccount.region || claim.service !== service) return undefined;
  if (Math.abs(now.getTime() - claim.signedAt.getTime()) > longestAge) return undefined;
  if (!['host', 'x-amz-date'].every((header) => claim.signedHeaders.includes(header))) return undefined;
  // Where a request says what hash its body has, the library believes it.
  const saidHash = request.headers['x-amz-content-sha256'];
  if (saidHash !== undefined && saidHash !== createHash('sha256').update(body).digest('hex'))
    return undefined;
  const expected = await sign(request, body, signer, claim);
  return isEqual(claim.signature, expected) ? signer : undefined;
}

interface Claim {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedAt: Date;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256 Credential=(?<accessKeyId>[^/]+)\/(?<day>\d{8})\/(?<region>[^/]+)\/(?<service>[^/]+)\/aws4_request, ?SignedHeaders=(?<signedHeaders>[^,]+), ?Signature=(?<signature>[0-9a-f]{64})$/;
const datePattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

function readClaim({ headers }: Signed): Claim | undefined {
  const groups = authorizationPattern.exec(headers.authorization ?? '')?.groups;
  const date = String(headers['x-amz-date']);
  if (groups === undefined || !datePattern.test(date) || !date.startsWith(groups.day ?? '')) return undefined;
  const { accessKeyId = '', region = '', service: scoped = '', signedHeaders = '', signature = '' } = groups;
  return {
    accessKeyId,
    region,
    service: scoped,
    signedAt: new Date(date.replace(datePattern, '$1-$2-$3T$4:$5:$6Z')),
    signedHeaders: signedHeaders.split(';'),
    signature,
  };
}

class Sha256 extends Hash {
  constructor(secret?: ConstructorParameters<typeof Hash>[1]) {
    super('sha256', secret);
  }
}

/** The signature this very request would have. */
async function sign(
  { method = 'GET', url = '/', headers }: Signed,
  body: Buffer,
  credentials: Credentials,
  { signedAt, signedHeaders }: Claim,
): Promise<string> {
  const [path = '/', query = ''] = url.split('?');
  const signer = new SignatureV4({
    service,
    region: localAwsAccount.region,
    credentials,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol: 'http:',
      hostname: headers.host ?? '',
      path,
      query: queryOf(query),
      headers: Object.fromEntries(signedHeaders.map((name) => [name, String(headers[name] ?? '')])),
      body,
    },
    { signingDate: signedAt, signableHeaders: new Set(signedHeaders) },
  );
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization ?? '')?.[1] ?? '';
}

function queryOf(text: string): Record<string, string[]> {
  const parameters = new URLSearchParams(text);
  return Object.fromEntries([...parameters.keys()].map((name) => [name, parameters.getAll(name)]));
}

function isEqual(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
