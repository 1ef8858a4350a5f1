/** One call of the AWS API, as its request says. */
export interface AwsCall {
  readonly accessKeyId: string;
  readonly service: AwsService;
  /** Such as `PutItem`. */
  readonly operation: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The SDK's id of the call, the same each time it repeats the request. */
  readonly callId: string;
  /** The trace of the invocation it is made in; undefined where it is made in none. */
  readonly traceId: string | undefined;
}

const services = ['dynamodb', 'secretsmanager', 'sns', 'sqs'] as const;

/** The AWS services a local run has, under their names in a signature and in an IAM action. */
export type AwsService = (typeof services)[number];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Reads a signed request of one of the JSON protocols, or of the older Query protocol, which SNS still
 * speaks: a form whose `Action` is the operation. Undefined where it is none.
 * @param headers in Node.js's lower-case form
 */
export function readAwsCall(headers: Headers, body: Buffer): AwsCall | undefined {
  const scope = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(String(headers.authorization));
  const [, accessKeyId, scoped] = scope ?? [];
  const service = services.find((known) => known === scoped);
  const asked = isQueryProtocol(headers) ? readForm(body) : readJson(headers['x-amz-target'], body);
  if (!accessKeyId || !service || !asked) return undefined;
  const callId = String(headers['amz-sdk-invocation-id']);
  return { accessKeyId, service, ...asked, callId, traceId: headers['x-amzn-trace-id']?.toString() };
}

/** Whether a request, and so its answer, is of the Query protocol. */
export function isQueryProtocol(headers: Headers): boolean {
  return String(headers['content-type']).startsWith('application/x-www-form-urlencoded');
}

type Asked = Pick<AwsCall, 'operation' | 'parameters'>;

function readForm(body: Buffer): Asked | undefined {
  const { Action: operation, ...parameters } = Object.fromEntries(new URLSearchParams(String(body)));
  return operation ? { operation, parameters } : undefined;
}

function readJson(target: Headers[string], body: Buffer): Asked | undefined {
  const [, operation] = /\.(\w+)$/.exec(String(target)) ?? [];
  const parameters = parseObject(body);
  return operation && parameters ? { operation, parameters } : undefined;
}

function parseObject(body: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(String(body));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
