import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Database } from '../../lib/local/engines/database.ts';
import { type CloudAssembly, readCloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import type { OpenedDatabase, SharedAssembly, WantedAssembly } from './global-setup.ts';

/**
 * The stack's cloud assembly, synthesized once for all test files that ask for the same settings.
 * @param context settings beside the AppID, as `-c name=value` sets them
 */
export function sharedAssembly(context: Readonly<Record<string, string>> = {}): Promise<CloudAssembly> {
  return assemblyOf({ context });
}

/** A merchant's handlers. */
export const handlersFolder = fileURLToPath(new URL('../fixtures/handlers', import.meta.url));

/** The same with these handlers, and so with published events. */
export function handlersAssembly(): Promise<CloudAssembly> {
  return assemblyOf({ handlersFolder });
}

async function assemblyOf(wanted: WantedAssembly): Promise<CloudAssembly> {
  const query = encodeURIComponent(JSON.stringify(wanted));
  const { folder } = await ask<SharedAssembly>(`assembly?${query}`);
  return readCloudAssembly(folder);
}

/** A database of the test's own; one that is not closed lives until the run ends. */
export async function openDatabase(): Promise<Database> {
  const { id, ...database } = await ask<OpenedDatabase>('databases', 'POST');
  return {
    ...database,
    close: async () => {
      await ask(`databases/${id}`, 'DELETE');
    },
  };
}

async function ask<Answer>(path: string, method = 'GET'): Promise<Answer> {
  const response = await fetch(`${inject('enginesUrl')}/${path}`, { method });
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  return JSON.parse(answer);
}
