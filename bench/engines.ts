import type { DynamodbEngine } from '../lib/local/engines/database.ts';
import { chosenDynamodbEngine, dynamodbEngines } from '../lib/local/engines/dynamodb.ts';
import { type FunctionDefinition, templateFunctions } from '../lib/local/functions/function-definition.ts';
import { type LocalRun, type LocalRunOptions, startLocalRun } from '../lib/local/local-run.ts';
import { type Resolver, templateResolver } from '../lib/local/template/resolve.ts';
import { type Synthesized, synthesize } from '../lib/local/template/synthesize.ts';
import { account } from './push/account.ts';

/** The stack as it would be deployed, and a DynamoDB engine; started once for all sections. */
export interface Engines {
  readonly assembly: Synthesized;
  readonly dynamodb: DynamodbEngine;
  readonly resolver: Resolver;
  /** The stack's function of this name in its log group: `callback`, `user-scan-product`. */
  functionNamed(name: string): FunctionDefinition;
  /** Runs the stack, or another assembly, every run with tables and queues of its own. */
  startRun(options?: Partial<Pick<LocalRunOptions, 'intercept' | 'onLine' | 'assembly'>>): Promise<LocalRun>;
  stop(): Promise<void>;
}

export async function startEngines(): Promise<Engines> {
  const [assembly, dynamodb] = await Promise.all([
    synthesize({ appId: account.appId }),
    dynamodbEngines[chosenDynamodbEngine(process.env)].start(),
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
    startRun: async (options = {}) =>
      startLocalRun({
        assembly,
        ...options,
        database: await dynamodb.openDatabase(),
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
