import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  ListSecretVersionIdsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { localAwsAccount, localCredentials } from '../../../../lib/local/account.ts';
import { StoredSecret } from '../../../../lib/local/engines/secret-store.ts';
import { startSecretsManager } from '../../../../lib/local/engines/secrets-manager.ts';
import type { LoopbackServer } from '../../../../lib/local/loopback-server.ts';

const SecretId = 'arn:aws:secretsmanager:us-east-1:000000000000:secret:key-abc123';

let server: LoopbackServer;
let secretsManager: SecretsManagerClient;

beforeEach(async () => {
  server = await startSecretsManager([new StoredSecret(SecretId, 'first')]);
  secretsManager = new SecretsManagerClient({
    endpoint: server.origin,
    region: localAwsAccount.region,
    credentials: localCredentials('test'),
  });
});

afterEach(async () => {
  secretsManager.destroy();
  await server.close();
});

async function secretValue(VersionStage?: string): Promise<string | undefined> {
  const answer = await secretsManager.send(
    new GetSecretValueCommand({ SecretId, ...(VersionStage && { VersionStage }) }),
  );
  return answer.SecretString;
}

test('a secret is found by its ARN and by its name', async () => {
  const byName = await secretsManager.send(new GetSecretValueCommand({ SecretId: 'key' }));
  expect(byName).toMatchObject({
    ARN: SecretId,
    Name: 'key',
    SecretString: 'first',
    VersionStages: ['AWSCURRENT'],
  });
  expect(byName.CreatedDate).toBeInstanceOf(Date);
  expect(await secretValue()).toBe('first');
});

test('a new value makes the one before it the previous one', async () => {
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' }));
  expect(await secretValue()).toBe('second');
  expect(await secretValue('AWSPREVIOUS')).toBe('first');
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'third' }));
  expect(await secretValue('AWSPREVIOUS')).toBe('second');
});

test('a version is found by its id, and one that lost its labels is no longer listed', async () => {
  const { VersionId } = await secretsManager.send(
    new PutSecretValueCommand({ SecretId, SecretString: 'second' }),
  );
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'third' }));
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'fourth' }));
  expect(await secretsManager.send(new GetSecretValueCommand({ SecretId, VersionId }))).toMatchObject({
    SecretString: 'second',
  });
  const { Versions } = await secretsManager.send(new ListSecretVersionIdsCommand({ SecretId }));
  expect(Versions?.map(({ VersionStages }) => VersionStages)).toEqual([['AWSPREVIOUS'], ['AWSCURRENT']]);
});

test('a label taken off leaves nothing under it', async () => {
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' }));
  const { VersionIdsToStages = {} } = await secretsManager.send(new DescribeSecretCommand({ SecretId }));
  const [RemoveFromVersionId] =
    Object.entries(VersionIdsToStages).find(([, stages]) => stages.includes('AWSPREVIOUS')) ?? [];
  const move = { SecretId, VersionStage: 'AWSPREVIOUS' };
  await expect(secretsManager.send(new UpdateSecretVersionStageCommand(move))).rejects.toMatchObject({
    name: 'InvalidParameterException',
  });
  await secretsManager.send(new UpdateSecretVersionStageCommand({ ...move, RemoveFromVersionId }));
  await expect(secretValue('AWSPREVIOUS')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('going back to the previous value moves both labels', async () => {
  await secretsManager.send(new PutSecretValueCommand({ SecretId, SecretString: 'second' }));
  const { Versions = [] } = await secretsManager.send(new ListSecretVersionIdsCommand({ SecretId }));
  const [first, second] = Versions;
  await secretsManager.send(
    new UpdateSecretVersionStageCommand({
      SecretId,
      VersionStage: 'AWSCURRENT',
      RemoveFromVersionId: second?.VersionId,
      MoveToVersionId: first?.VersionId,
    }),
  );
  expect(await secretValue()).toBe('first');
  expect(await secretValue('AWSPREVIOUS')).toBe('second');
});

test('a secret that does not exist is refused in AWS’s words', async () => {
  await expect(secretsManager.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: expect.stringContaining("can't find"),
  });
});
