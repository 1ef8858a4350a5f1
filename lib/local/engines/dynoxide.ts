/**
 * DynamoDB by dynoxide: a static binary in an npm package, on SQLite in memory.
 *
 * How it differs from DynamoDB Local, as far as this project has tried both (AWS's documentation decides):
 * - One process is one database, whoever signs, in whatever region. DynamoDB Local keeps one for each pair.
 * - Errors have the same names and other words: a missing table is AWS's "Requested resource not found",
 *   DynamoDB Local's "Cannot do operations on a non-existent table". Tests ask for the name.
 * - An item's attributes come in any order, as from AWS.
 * - ConsumedCapacity of a transaction has WriteCapacityUnits, as from AWS; DynamoDB Local leaves it out.
 * - A page of a Query ends an item before DynamoDB Local's, at about 1 MB.
 * - A transaction asked for again under the same ClientRequestToken is tried again: AWS and DynamoDB Local say that it is
 *   made, and change nothing.
 *
 * Neither answers with a conflict of transactions or a throttle by itself: tests put those in front of it.
 */
import { createRequire } from 'node:module';
import { LocalRunError } from '../local-run-error.ts';
import { loopback } from '../loopback-server.ts';
import type { DynamodbEngine } from './database.ts';
import { type EngineProcess, startEngineProcess } from './engine-process.ts';

const platform = `${process.platform}-${process.arch}`;

/** The binary npm installed for this platform, undefined where there is none. */
export function dynoxideBinary(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve(`@dynoxide/${platform}/dynoxide`);
  } catch {
    return undefined;
  }
}

/** @throws {LocalRunError} where npm has installed no binary */
export function requireDynoxide(): string {
  const binary = dynoxideBinary();
  if (binary !== undefined) return binary;
  throw new LocalRunError((text) => text.noDynoxide(platform));
}

/** @throws {LocalRunError} where npm has installed no binary */
export function dynoxide(): DynamodbEngine {
  const program = {
    name: 'dynoxide',
    file: requireDynoxide(),
    argumentsAt: (port: number) => ['--host', loopback, '--port', String(port)],
  };
  const open = new Set<EngineProcess>();
  return {
    openDatabase: async () => {
      const running = await startEngineProcess(program);
      open.add(running);
      return {
        endpoint: running.endpoint,
        accessKeyId: 'dynoxide',
        close: async () => {
          open.delete(running);
          await running.stop();
        },
      };
    },
    stop: async () => {
      await Promise.all([...open].map((running) => running.stop()));
    },
  };
}
