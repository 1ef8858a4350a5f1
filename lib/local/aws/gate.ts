import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as send } from 'node:http';
import { AccessDenied } from '../iam/access.ts';
import { type AwsCall, type AwsService, isQueryProtocol, readAwsCall } from '../iam/aws-call.ts';
import { type LoopbackServer, serveOnLoopback } from '../loopback-server.ts';

/** What an engine answered. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Has the engine do a call, as it came or with another body. */
export type Forward = (changed?: Buffer) => Promise<Answer>;

/**
 * Stands between a call that is allowed and its engine, to break it on purpose: it may wait, answer by
 * itself, or throw, which cuts the connection, before or after it forwards.
 */
export type Intercept = (call: AwsCall, forward: Forward) => Promise<Answer>;

export interface GateOptions {
  /** Where each service answers. */
  readonly engines: Readonly<Record<AwsService, string>>;
  /** DynamoDB Local keeps a database per access key id: all callers share one. dynoxide minds no key. */
  readonly databaseAccessKeyId: string;
  /**
   * Decides on a call.
   * @throws {AccessDenied} where the caller must not make it
   */
  authorize(call: AwsCall): void;
  /** @default forwards */
  readonly intercept?: Intercept | undefined;
}

/**
 * AWS's front door: one endpoint for every service of a local run. It lets through what the caller is
 * allowed, as the caller wrote it; only the access key id is replaced on its way to DynamoDB.
 */
export async function startGate(options: GateOptions): Promise<LoopbackServer> {
  const agent = new Agent({ keepAlive: true });
  const server = await serveOnLoopback(async (request, response) => {
    const body = await bodyOf(request);
    const { status, headers, body: answer } = await pass(request, body, agent, options);
    response.writeHead(status, { ...endToEnd(headers), 'content-length': answer.length }).end(answer);
  });
  return {
    origin: server.origin,
    close: async () => {
      await server.close();
      agent.destroy();
    },
  };
}

async function pass(
  request: IncomingMessage,
  body: Buffer,
  agent: Agent,
  { engines, databaseAccessKeyId, authorize, intercept = (_call, forward) => forward() }: GateOptions,
): Promise<Answer> {
  const call = readAwsCall(request.headers, body);
  if (call === undefined) return refuse('IncompleteSignature', 'The request is no signed AWS JSON call.');
  try {
    authorize(call);
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    return isQueryProtocol(request.headers)
      ? refuseInXml('AuthorizationError', error.message)
      : refuse('AccessDeniedException', error.message);
  }
  const headers =
    call.service === 'dynamodb'
      ? {
          ...request.headers,
          authorization: withAccessKey(request.headers.authorization, databaseAccessKeyId),
        }
      : request.headers;
  return intercept(call, (sent = body) =>
    forward(engines[call.service], call, request, headers, sent, agent),
  );
}

async function forward(
  engine: string,
  { operation }: AwsCall,
  { method, url = '/', socket }: IncomingMessage,
  headers: IncomingHttpHeaders,
  body: Buffer,
  agent: Agent,
): Promise<Answer> {
  const sent = { ...endToEnd(headers), 'content-length': body.length };
  const asked = send(new URL(url, engine), { method, headers: sent, agent });
  // A poller that was stopped must get no message. Anything else AWS does, whether or not its caller still waits.
  const leave = () => asked.destroy();
  if (operation === 'ReceiveMessage') socket.once('close', leave);
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      asked.once('response', resolve).once('error', reject).end(body);
    });
    const answer = await bodyOf(response);
    return { status: response.statusCode ?? 502, headers: response.headers, body: answer };
  } finally {
    socket.off('close', leave);
  }
}

/** `stream/consumers` makes a Blob of it on the way, which every call would pay for twice. */
function bodyOf(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    message
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .once('end', () => resolve(Buffer.concat(chunks)))
      .once('error', reject);
  });
}

function refuse(code: string, message: string): Answer {
  const error = { __type: `com.amazon.coral.service#${code}`, message };
  return {
    status: 400,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: Buffer.from(JSON.stringify(error)),
  };
}

/** As services of the Query protocol refuse. */
function refuseInXml(code: string, message: string): Answer {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return {
    status: 403,
    headers: { 'content-type': 'text/xml' },
    body: Buffer.from(`<ErrorResponse>${error}</ErrorResponse>`),
  };
}

/** Without the headers that belong to one connection. */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection, host, 'keep-alive': keepAlive, 'transfer-encoding': encoding, ...others } = headers;
  return others;
}

function withAccessKey(authorization: string | undefined, accessKeyId: string): string {
  return String(authorization).replace(/Credential=[^/]+/, `Credential=${accessKeyId}`);
}
