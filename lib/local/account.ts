/** The AWS account a local run pretends to be in; account and partition are the ones fauxqs writes into ARNs. */
export const localAwsAccount = {
  accountId: '000000000000',
  region: 'us-east-1',
  partition: 'aws',
  urlSuffix: 'amazonaws.com',
} as const;

export interface Credentials {
  /** Letters and digits only: DynamoDB Local refuses anything else. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Credentials that open nothing but a local run: the engines look at the access key id, at no signature. */
export function localCredentials(accessKeyId: string): Credentials {
  return { accessKeyId, secretAccessKey: 'local' };
}
