import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import { startDynamodbLocal } from '../../lib/local/engines/dynamodb-local.ts';
import { requireJava } from '../../lib/local/engines/java.ts';
import { serveOnLoopback } from '../../lib/local/loopback-server.ts';
import { synthesize } from '../../lib/local/template/synthesize.ts';
import { testAppId } from './account.ts';

/** What all test files of one vitest run share. */
export interface SharedEngines {
  /** The folder of the synthesized cloud assembly, bundles included. */
  readonly assemblyFolder: string;
  readonly dynamodbEndpoint: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the SharedEngines as JSON; the first question starts them. */
    enginesUrl: string;
  }
}

/** Offers one synthesis and one DynamoDB Local to the run, started when the first test asks for them. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await requireJava();
  let engines: ReturnType<typeof start> | undefined;
  const server = await serveOnLoopback(async (_request, response) => {
    engines ??= start();
    try {
      const { assembly, dynamodb } = await engines;
      const shared: SharedEngines = { assemblyFolder: assembly.folder, dynamodbEndpoint: dynamodb.endpoint };
      response.end(JSON.stringify(shared));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  project.provide('enginesUrl', server.origin);
  return async () => {
    await server.close();
    const started = await engines?.catch(() => undefined);
    await Promise.all([started?.dynamodb.stop(), started?.assembly.dispose()]);
  };
}

async function start() {
  const [assembly, dynamodb] = await Promise.all([synthesize({ appId: testAppId }), startDynamodbLocal()]);
  return { assembly, dynamodb };
}
