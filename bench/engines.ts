import { randomUUID } from 'node:crypto';
import { type DynamodbLocal, startDynamodbLocal } from '../lib/local/engines/dynamodb-local.ts';
import { type FunctionDefinition, templateFunctions } from '../lib/local/functions/function-definition.ts';
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../lib/local/local-run.ts';
import { type Resolver, templateResolver } from '../lib/local/template/resolve.ts';
import { type Synthesized, synthesize } from '../lib/local/template/synthesize.ts';
import { account } from './push/account.ts';

/** The stack as it would be deployed, and a DynamoDB Local; started once for all sections. */
export interface Engines {
  readonly assembly: Synthesized;
  readonly dynamodb: DynamodbLocal;
  readonly resolver: Resolver;
  /** The stack's function of this name in its log group: `callback`, `user-scan-product`. */
  functionNamed(name: string): FunctionDefinition;
  /** Runs the stack, every run with tables and queues of its own. */
  startRun(options?: Pick<LocalRunOptions, 'intercept' | 'onLine'>): Promise<LocalRun>;
  stop(): Promise<void>;
}

export async function startEngines(): Promise<Engines> {
  const [assembly, dynamodb] = await Promise.all([
    synthesize({ appId: account.appId }),
    startDynamodbLocal(),
  ]);
  const resolver = templateResolver(assembly.template, {
    stackName: assembly.stackName,
    sqsEndpoint: 'http://127.0.0.1',
  });
  const definitions = templateFunctions(assembly, resolver);
  return {
    assembly,
    dynamodb,
    resolver,
    functionNamed: (name) => {
      const found = definitions.find(({ logGroupName }) => logGroupName.endsWith(`-${name}`));
      if (found === undefined) throw new Error(`the stack has no function ${name}`);
      return found;
    },
    startRun: (options = {}) =>
      startLocalRun({
        ...options,
        assembly,
        dynamodbEndpoint: dynamodb.endpoint,
        databaseAccessKeyId: freshDatabase(),
        secretValues: {
          TOKEN_SECRET_ARN: account.token,
          ENCODING_AES_KEY_SECRET_ARN: account.encodingAesKey,
        },
        port: 0,
      }),
    stop: async () => {
      await Promise.all([dynamodb.stop(), assembly.dispose()]);
    },
  };
}

/** DynamoDB Local keeps a database per access key id. */
export function freshDatabase(): string {
  return `bench${randomUUID().replaceAll('-', '')}`;
}
