import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { type LoopbackServer, serveOnLoopback } from '../loopback-server.ts';
import { SecretsManagerError, type SecretVersion, type StoredSecret } from './secret-store.ts';

type Parameters = Readonly<Record<string, unknown>>;
type Operation = (secret: StoredSecret, parameters: Parameters) => object;

/** The operations a function or a rotation calls, by the name in the header X-Amz-Target. */
const operations: Readonly<Record<string, Operation>> = {
  DescribeSecret: (secret) => ({
    ...heading(secret),
    VersionIdsToStages: Object.fromEntries(labelled(secret).map(({ id, stages }) => [id, [...stages]])),
  }),
  GetSecretValue: (secret, parameters) => {
    const version = secret.get({
      versionId: optionalText(parameters, 'VersionId'),
      stage: optionalText(parameters, 'VersionStage'),
    });
    return { ...heading(secret), ...described(version), SecretString: version.value };
  },
  ListSecretVersionIds: (secret) => ({ ...heading(secret), Versions: labelled(secret).map(described) }),
  PutSecretValue: (secret, parameters) => {
    const stages = parameters.VersionStages;
    const version = secret.put(
      text(parameters, 'SecretString'),
      optionalText(parameters, 'ClientRequestToken'),
      Array.isArray(stages) ? stages.map(String) : undefined,
    );
    return { ...heading(secret), VersionId: version.id, VersionStages: [...version.stages] };
  },
  UpdateSecretVersionStage: (secret, parameters) => {
    secret.moveStage(
      text(parameters, 'VersionStage'),
      optionalText(parameters, 'RemoveFromVersionId'),
      optionalText(parameters, 'MoveToVersionId'),
    );
    return heading(secret);
  },
};

/** Serves secrets over the protocol of AWS Secrets Manager (AWS JSON 1.1). Signatures are not looked at. */
export async function startSecretsManager(secrets: readonly StoredSecret[]): Promise<LoopbackServer> {
  return serveOnLoopback(async (request, response) => {
    const answer = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    try {
      answer(200, await perform(request, secrets));
    } catch (error) {
      if (error instanceof SecretsManagerError) answer(400, { __type: error.name, Message: error.message });
      else answer(500, { __type: 'InternalServiceError', Message: 'An error occurred on the server side.' });
    }
  });
}

async function perform(request: IncomingMessage, secrets: readonly StoredSecret[]): Promise<object> {
  const target = String(request.headers['x-amz-target']).replace('secretsmanager.', '');
  const operation = operations[target];
  if (operation === undefined) throw invalid(`The local run does not know the operation ${target}.`);
  const parameters: Parameters = Object(await json(request));
  const id = text(parameters, 'SecretId');
  const secret = secrets.find(({ arn, name }) => id === arn || id === name);
  if (secret === undefined) {
    throw new SecretsManagerError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  }
  return operation(secret, parameters);
}

function heading({ arn, name }: StoredSecret) {
  return { ARN: arn, Name: name };
}

/** Versions without a staging label are deprecated: AWS deletes them and lists them only on demand. */
function labelled({ versions }: StoredSecret): SecretVersion[] {
  return versions.filter(({ stages }) => stages.size > 0);
}

function described({ id, stages, createdAt }: SecretVersion) {
  return { VersionId: id, VersionStages: [...stages], CreatedDate: createdAt.getTime() / 1000 };
}

function text(parameters: Parameters, name: string): string {
  const value = optionalText(parameters, name);
  if (value === undefined) throw invalid(`The parameter ${name} is missing.`);
  return value;
}

function optionalText(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw invalid(`The parameter ${name} is no text.`);
  return value;
}

function invalid(message: string): SecretsManagerError {
  return new SecretsManagerError('InvalidParameterException', message);
}
