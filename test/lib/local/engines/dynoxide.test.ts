import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The module as a machine of another kind has it. */
async function onPlatform(platform: NodeJS.Platform, arch: NodeJS.Architecture) {
  vi.resetModules();
  vi.stubGlobal('process', Object.create(process, { platform: { value: platform }, arch: { value: arch } }));
  return import('../../../../lib/local/engines/dynamodb.ts');
}

test('a platform without a binary gets DynamoDB Local by itself', async () => {
  const { chosenDynamodbEngine } = await onPlatform('freebsd', 'ppc');
  expect(chosenDynamodbEngine({})).toBe('dynamodb-local');
});

test('dynoxide asked for where it has no binary is refused with what to do', async () => {
  const { dynamodbEngines } = await onPlatform('freebsd', 'ppc');
  await expect(dynamodbEngines.dynoxide.require()).rejects.toMatchObject({
    name: 'LocalRunError',
    message:
      'dynoxide cannot run here (npm has installed no @dynoxide/freebsd-ppc): leave DYNAMODB_ENGINE unset for DynamoDB Local.',
  });
});
