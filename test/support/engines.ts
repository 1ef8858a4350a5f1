import { inject } from 'vitest';
import { type CloudAssembly, readCloudAssembly } from '../../lib/local/template/cloud-assembly.ts';
import type { SharedEngines } from './global-setup.ts';

/** The stack's cloud assembly and the DynamoDB Local that all test files share. */
export async function sharedEngines(): Promise<{ assembly: CloudAssembly; dynamodbEndpoint: string }> {
  const response = await fetch(inject('enginesUrl'));
  const answer = await response.text();
  if (!response.ok) throw new Error(answer);
  const { assemblyFolder, dynamodbEndpoint }: SharedEngines = JSON.parse(answer);
  return { assembly: await readCloudAssembly(assemblyFolder), dynamodbEndpoint };
}
