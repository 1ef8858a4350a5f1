/** One call of the AWS API, as its request says. */
export interface AwsCall {
  readonly accessKeyId: string;
  readonly service: AwsService;
  /** Such as `PutItem`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

const services = ['dynamodb', 'secretsmanager', 'sqs'] as const;

/** The AWS services a local run has, under their names in a signature and in an IAM action. */
export type AwsService = (typeof services)[number];

/**
 * Reads a signed request of one of the JSON protocols. Undefined where it is none.
 * @param headers in Node.js's lower-case form
 */
export function readAwsCall(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: Buffer,
): AwsCall | undefined {
  const scope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(String(headers.authorization));
  const [, operation] = /\.(\w+)$/.exec(String(headers['x-amz-target'])) ?? [];
  const [, accessKeyId, scoped] = scope ?? [];
  const service = services.find((known) => known === scoped);
  const parameters = parseObject(body);
  if (!accessKeyId || !service || !operation || !parameters) return undefined;
  return { accessKeyId, service, operation, parameters };
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
