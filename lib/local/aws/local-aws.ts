import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { localAwsAccount, localCredentials } from '../account.ts';
import type { Database } from '../engines/database.ts';
import { startSecretsManager } from '../engines/secrets-manager.ts';
import { startSqs } from '../engines/sqs.ts';
import { type FunctionDefinition, templateFunctions } from '../functions/function-definition.ts';
import type { Access } from '../iam/access.ts';
import { LocalRunError } from '../local-run-error.ts';
import type { StopList } from '../stop-list.ts';
import type { CloudAssembly } from '../template/cloud-assembly.ts';
import { type Resolver, templateResolver } from '../template/resolve.ts';
import { authorizer, templateAccess } from './authorizer.ts';
import { type Intercept, startGate } from './gate.ts';
import { createQueues } from './queues.ts';
import { templateSecrets } from './secrets.ts';
import { createTables } from './tables.ts';
import { createTopics } from './topics.ts';

export interface LocalAwsOptions {
  readonly assembly: CloudAssembly;
  /** Empty; whoever opened it closes it once all else is stopped. */
  readonly database: Database;
  /** Secrets' values, each under the environment variable in which some function has the secret's ARN. */
  readonly secretValues?: Readonly<Record<string, string>>;
  /** Breaks AWS calls on purpose. @default none is broken */
  readonly intercept?: Intercept;
}

/** The AWS services the stack calls, holding what its template describes. */
export interface LocalAws {
  /** Where every service answers those who may call it. */
  readonly endpoint: string;
  /** Resolves the template as functions see it. */
  readonly resolver: Resolver;
  readonly access: Access;
}

/** Creates tables, queues, topics and secrets of the template behind one endpoint that enforces its roles. */
export async function startAws(options: LocalAwsOptions, stops: StopList): Promise<LocalAws> {
  const { assembly, database } = options;
  const { template, stackName } = assembly;

  const sqs = await startSqs();
  stops.add(sqs.stop);
  const atEngines = templateResolver(template, { stackName, sqsEndpoint: sqs.endpoint });
  const client = { region: localAwsAccount.region, credentials: localCredentials(database.accessKeyId) };
  await Promise.all([
    createTables(new DynamoDBClient({ ...client, endpoint: database.endpoint }), atEngines),
    createQueues(new SQSClient({ ...client, endpoint: sqs.endpoint }), atEngines),
    createTopics(new SNSClient({ ...client, endpoint: sqs.endpoint }), atEngines),
  ]);

  const functions = templateFunctions(assembly, atEngines);
  const secrets = templateSecrets(atEngines, secretsByArn(functions, options.secretValues ?? {}));
  const secretsManager = await startSecretsManager(secrets);
  stops.add(secretsManager.close);

  const access = templateAccess(atEngines, functions);
  const gate = await startGate({
    engines: {
      dynamodb: database.endpoint,
      secretsmanager: secretsManager.origin,
      sns: sqs.endpoint,
      sqs: sqs.endpoint,
    },
    databaseAccessKeyId: database.accessKeyId,
    authorize: authorizer(access, functions, atEngines),
    intercept: options.intercept,
  });
  stops.add(gate.close);
  // A queue's URL names an endpoint, and functions reach queues through the gate.
  const resolver = templateResolver(template, { stackName, sqsEndpoint: gate.origin });
  return { endpoint: gate.origin, resolver, access };
}

function secretsByArn(
  functions: readonly FunctionDefinition[],
  values: Readonly<Record<string, string>>,
): Map<string, string> {
  return new Map(
    Object.entries(values).map(([variable, value]) => {
      const arn = functions.map(({ environment }) => environment[variable]).find(Boolean);
      if (arn === undefined) throw new LocalRunError((text) => text.noSuchVariable(variable));
      return [arn, value];
    }),
  );
}
