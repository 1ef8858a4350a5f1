import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {} from 'vitest';
import type { TestProject } from 'vitest/node';
import type { Database } from '../../lib/local/engines/database.ts';
import { chosenDynamodbEngine, dynamodbEngines } from '../../lib/local/engines/dynamodb.ts';
import { serveOnLoopback } from '../../lib/local/loopback-server.ts';
import { synthesize } from '../../lib/local/template/synthesize.ts';
import { testAppId } from './account.ts';

/** What `GET assembly?…` asks for, as JSON. */
export interface WantedAssembly {
  /** Settings of the stack beside the AppID. @default none */
  readonly context?: Readonly<Record<string, string>>;
  /** @default handlers/ */
  readonly handlersFolder?: string;
}

/** Answers it. */
export interface SharedAssembly {
  /** The folder of the synthesized cloud assembly, bundles included. */
  readonly folder: string;
}

/** Answers `POST databases`. */
export interface OpenedDatabase extends Pick<Database, 'endpoint' | 'accessKeyId'> {
  /** `DELETE databases/ID` closes it. */
  readonly id: number;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files get what is started once for all of them. */
    enginesUrl: string;
  }
}

/** The variable with a folder that keeps syntheses from one run to the next, for who runs the tests of one code often. */
export const keptSyntheses = 'KEPT_SYNTHESES';

/**
 * Offers one DynamoDB engine to the run, and one synthesis for each set of settings, all started when the first
 * test asks for them; and one folder for what is temporary, which goes with the run: no test has to think of what
 * others leave there, the CDK's own cloud assemblies for instance.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const choice = dynamodbEngines[chosenDynamodbEngine(process.env)];
  await choice.require();
  const temporary = await mkdtemp(join(tmpdir(), 'weixin-product-events-tests-'));
  process.env.TMPDIR = temporary;
  const syntheses = new Map<string, Promise<string>>();
  const dynamodb = once(choice.start);
  const databases: Database[] = [];

  function synthesisOf(wanted: string): Promise<string> {
    const synthesis = syntheses.get(wanted) ?? synthesized(wanted);
    syntheses.set(wanted, synthesis);
    return synthesis;
  }

  async function answer(call: string): Promise<SharedAssembly | OpenedDatabase | null> {
    const [, wanted] = /^GET \/assembly\?(.*)$/.exec(call) ?? [];
    if (wanted !== undefined) return { folder: await synthesisOf(decodeURIComponent(wanted)) };
    if (call === 'POST /databases') {
      const database = await (await dynamodb()).openDatabase();
      const id = databases.push(database) - 1;
      return { id, endpoint: database.endpoint, accessKeyId: database.accessKeyId };
    }
    await databases[Number(call.replace('DELETE /databases/', ''))]?.close();
    return null;
  }

  const server = await serveOnLoopback(async ({ method, url }, response) => {
    // A test that computes for long does not see that its kept connection was closed, and would ask on it.
    response.setHeader('connection', 'close');
    try {
      response.end(JSON.stringify(await answer(`${method} ${url}`)));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  project.provide('enginesUrl', server.origin);
  return async () => {
    await server.close();
    await Promise.allSettled([dynamodb.started()?.then((engine) => engine.stop()), ...syntheses.values()]);
    await rm(temporary, { recursive: true, force: true });
  };
}

/** The folder of what is wanted, which goes with what is temporary unless it is kept. */
async function synthesized(wanted: string): Promise<string> {
  const folder = process.env[keptSyntheses];
  const kept = folder && join(folder, createHash('sha256').update(wanted).digest('hex'));
  if (kept && existsSync(kept)) return kept;
  const { context, handlersFolder }: WantedAssembly = JSON.parse(wanted);
  const assembly = await synthesize({ appId: testAppId, ...context }, { handlersFolder });
  if (!kept) return assembly.folder;
  await rename(assembly.folder, kept);
  return kept;
}

/** Does it when first asked to, and never again; `started` gives what was asked for so far. */
function once<Value>(start: () => Promise<Value>) {
  let started: Promise<Value> | undefined;
  const get = () => {
    started ??= start();
    return started;
  };
  return Object.assign(get, { started: () => started });
}
